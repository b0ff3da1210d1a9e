// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/store_manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"
#include "demandcast/core/json_nesting.h"
#include "demandcast/core/version.h"
#include "demandcast/data/store/array_file.h"

namespace demandcast {
namespace {

using Json = nlohmann::json;

constexpr const char* kFormat = "demandcast store";
constexpr const char* kChecksum = "manifest_xxh3_128";
constexpr std::array kNegatives{"error", "zero", "missing", "keep"};
constexpr std::array kFills{"none", "zero"};
constexpr std::array kRoles{"known", "past"};
constexpr std::array kKinds{"number", "category", "embedding"};

/// The place of a word among those that an enumeration has.
template <class Enum, std::size_t N>
Enum enum_of(const std::array<const char*, N>& words, const std::string& word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (word == words[i]) return static_cast<Enum>(i);
  }
  throw FormatError(fmt::format("the manifest of a store holds the unknown word \"{}\"", word));
}

template <class Enum, std::size_t N>
const char* word_of(const std::array<const char*, N>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

Json to_json(const ArrayFile& file) {
  Json arrays = Json::object();
  for (const auto& [name, place] : file.arrays) {
    arrays[name] = {{"dtype", place.type}, {"offset", place.offset}, {"count", place.count}};
  }
  return {{"file", file.file}, {"bytes", file.bytes}, {"xxh3_128", file.checksum}, {"arrays", std::move(arrays)}};
}

ArrayFile array_file(const Json& json) {
  ArrayFile file{json.at("file"), json.at("bytes"), json.at("xxh3_128"), {}};
  if (file.file.find('/') != file.file.npos) throw FormatError("the manifest of a store names a file elsewhere");
  for (const auto& [name, place] : json.at("arrays").items()) {
    file.arrays[name] = {place.at("dtype"), place.at("offset"), place.at("count")};
  }
  return file;
}

Json to_json(const ShardStamp& shard) {
  Json json = to_json(shard.file);
  json.update({{"series", shard.series}, {"cells", shard.cells}});
  json["first_hash"] = fmt::format("{:016x}", shard.first_hash);
  json["additions"] = Json::array();
  for (const ArrayFile& file : shard.additions) json["additions"].push_back(to_json(file));
  return json;
}

/// Before version 3 nothing was appended, and the manifest did not tell which hashes are in a shard.
ShardStamp shard_stamp(const Json& json) {
  ShardStamp shard{array_file(json), json.at("series"), json.at("cells"), 0, {}};
  const std::string hash = json.value("first_hash", "0");
  const auto [stop, error] = std::from_chars(hash.data(), hash.data() + hash.size(), shard.first_hash, 16);
  if (error != std::errc{} || stop != hash.data() + hash.size()) {
    throw FormatError(fmt::format("the manifest of a store holds \"{}\" where a hash is wanted", hash));
  }
  if (!json.contains("additions")) return shard;
  for (const Json& file : json.at("additions")) shard.additions.push_back(array_file(file));
  return shard;
}

Json to_json(const Fault& fault) {
  return {{"kind", fault.kind},     {"column", fault.column},   {"count", fault.count},
          {"places", fault.places}, {"message", fault.message}, {"remedy", fault.remedy}};
}

Fault warning(const Json& json) {
  return {FaultSeverity::kWarning, json.at("kind"),    json.at("column"), json.at("count"),
          json.at("places"),       json.at("message"), json.at("remedy")};
}

Json summary_json(const StoreSummary& summary) {
  const DataSource& source = summary.source;
  Json warnings = Json::array();
  for (const Fault& fault : summary.warnings) warnings.push_back(to_json(fault));
  return {{"format", kFormat},
          {"format_version", StoreSummary::kFormatVersion},
          {"appended", summary.appended},
          {"library_version", summary.library_version},
          {"packed_from", source.path},
          {"frequency", summary.frequency.name()},
          {"period_zero", summary.frequency.timestamp_of(0)},
          {"frequency_given", !source.frequency.empty()},
          {"newest_period", summary.newest},
          {"newest_date", summary.frequency.format(summary.newest)},
          {"columns",
           {{"id", source.id},
            {"time", source.time},
            {"target", source.target},
            {"availability", source.availability},
            {"known_at", source.known_at},
            {"known", source.known},
            {"past", source.past},
            {"static", source.statics}}},
          {"negative", word_of(kNegatives, source.negative)},
          {"fill", word_of(kFills, source.fill)},
          {"rows", summary.rows},
          {"series", summary.series},
          {"cells", summary.cells},
          {"unused_columns", summary.unused_columns},
          {"warnings", std::move(warnings)}};
}

StoreSummary summary_of(const Json& json) {
  StoreSummary summary;
  DataSource& source = summary.source;
  json.at("library_version").get_to(summary.library_version);
  json.at("packed_from").get_to(source.path);
  const std::string name = json.at("frequency");
  summary.frequency = Frequency::parse(name).aligned_to(json.at("period_zero").get<Timestamp>());
  if (json.at("frequency_given").get<bool>()) source.frequency = name;
  json.at("newest_period").get_to(summary.newest);
  const Json& columns = json.at("columns");
  columns.at("id").get_to(source.id);
  columns.at("time").get_to(source.time);
  columns.at("target").get_to(source.target);
  columns.at("availability").get_to(source.availability);
  source.known_at = columns.value("known_at", "");
  columns.at("known").get_to(source.known);
  columns.at("past").get_to(source.past);
  columns.at("static").get_to(source.statics);
  source.negative = enum_of<NegativePolicy>(kNegatives, json.at("negative"));
  source.fill = enum_of<FillPolicy>(kFills, json.at("fill"));
  json.at("rows").get_to(summary.rows);
  json.at("series").get_to(summary.series);
  json.at("cells").get_to(summary.cells);
  json.at("unused_columns").get_to(summary.unused_columns);
  for (const Json& fault : json.at("warnings")) summary.warnings.push_back(warning(fault));
  return summary;
}

/// Of the manifest without its own checksum: keys in order, no white space.
std::string own_checksum(Json json) {
  json.erase(kChecksum);
  return checksum_of(json.dump());
}

StoreManifest from_json(const Json& json) {
  const Json flat = json.flatten();
  for (const auto& [path, value] : flat.items()) {
    if (!value.is_number_float()) continue;
    throw FormatError(fmt::format("the manifest of a store holds {} at \"{}\", a whole number is wanted; pack anew",
                                  value.dump(), path));
  }
  StoreManifest manifest;
  manifest.summary = summary_of(json);
  manifest.summary.format_version = json.at("format_version");
  manifest.columns.frequency = manifest.summary.frequency;
  manifest.columns.newest = manifest.summary.newest;
  manifest.columns.fill = manifest.summary.source.fill;
  manifest.summary.appended = json.value("appended", 0);
  for (const Json& channel : json.at("channels")) {
    manifest.columns.channels.push_back(
        {channel.at("name"), enum_of<ChannelRole>(kRoles, channel.at("role")), StaticKind::kNumber, 1, {}});
  }
  for (const Json& column : json.at("statics")) {
    const auto kind = enum_of<StaticKind>(kKinds, column.at("kind"));
    manifest.columns.statics.push_back({column.at("name"), ChannelRole::kPastOnly, kind, column.at("width"), {}});
  }
  manifest.texts = array_file(json.at("texts"));
  for (const Json& shard : json.at("shards")) {
    manifest.shards.push_back(shard_stamp(shard));
  }
  return manifest;
}

}  // namespace

std::string store_manifest_text(const StoreManifest& manifest) {
  try {
    Json json = summary_json(manifest.summary);
    json["channels"] = Json::array();
    for (const StoredColumn& channel : manifest.columns.channels) {
      json["channels"].push_back({{"name", channel.name}, {"role", word_of(kRoles, channel.role)}});
    }
    json["statics"] = Json::array();
    for (const StoredColumn& column : manifest.columns.statics) {
      json["statics"].push_back(
          {{"name", column.name}, {"kind", word_of(kKinds, column.kind)}, {"width", column.width}});
    }
    json["texts"] = to_json(manifest.texts);
    json["shards"] = Json::array();
    for (const ShardStamp& shard : manifest.shards) {
      json["shards"].push_back(to_json(shard));
    }
    json[kChecksum] = own_checksum(json);
    return json.dump(1) + "\n";
  } catch (const Json::exception& error) {
    throw FormatError(fmt::format("the manifest cannot be written, its words must be UTF-8: {}", error.what()));
  }
}

StoredColumns columns_of(const ToldPanel& told) {
  StoredColumns columns;
  for (const Channel& channel : told.channels) {
    columns.channels.push_back({channel.name, channel.role, StaticKind::kNumber, 1, {}});
  }
  for (const StaticColumn& column : told.statics) {
    columns.statics.push_back({column.name, ChannelRole::kPastOnly, column.kind, column.width, column.categories});
  }
  return columns;
}

StoredColumns joined_columns(const std::vector<StoredColumns>& shards) {
  StoredColumns joined = shards.front();
  for (std::size_t c = 0; c < joined.statics.size(); ++c) {
    std::vector<std::string>& words = joined.statics[c].categories;
    for (std::size_t i = 1; i < shards.size(); ++i) {
      const std::vector<std::string>& more = shards[i].statics[c].categories;
      words.insert(words.end(), more.begin(), more.end());
    }
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
  }
  return joined;
}

void write_manifest(StoreManifest& manifest, const std::filesystem::path& folder, const std::string& texts_name) {
  ArrayFileWriter texts(folder, texts_name);
  for (std::size_t i = 0; i < manifest.columns.statics.size(); ++i) {
    const StoredColumn& column = manifest.columns.statics[i];
    if (column.kind == StaticKind::kCategory) texts.add_texts(fmt::format("statics/{}", i), column.categories);
  }
  manifest.texts = texts.finish();
  StoreSummary& summary = manifest.summary;
  summary.series = summary.cells = 0;
  for (const ShardStamp& shard : manifest.shards) {
    summary.series += shard.series;
    summary.cells += shard.cells;
  }
  summary.library_version = kVersion;
  summary.format_version = StoreSummary::kFormatVersion;
  write_file(folder / kStoreManifest, store_manifest_text(manifest));
}

bool is_store_manifest(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  return json.is_object() && json.contains("format") && json["format"] == kFormat;
}

StoreManifest read_store_manifest(const std::string& text, const std::string& place) {
  const auto refuse = [&](const std::string& found) -> StoreManifest {
    throw FormatError(fmt::format("\"{}\": {}; copy the store again or pack the data anew", place, found));
  };
  if (json_nesting(text) > kDeepestJson) refuse("nests deeper than any manifest");
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || json.value("format", Json()) != kFormat) {
    refuse(json.is_discarded() ? "is cut or no JSON" : "is no manifest of a demandcast store");
  }
  try {
    const int version = json.at("format_version").get<int>();
    if (version < 1 || version > StoreSummary::kFormatVersion) {
      throw FormatError(
          fmt::format("\"{}\": format version {}, this demandcast reads versions up to {}; use a newer one", place,
                      version, StoreSummary::kFormatVersion));
    }
    if (json.value(kChecksum, "") != own_checksum(json)) refuse("was changed since it was written (checksum)");
    return from_json(json);
  } catch (const ConfigError& error) {
    return refuse(error.what());
  } catch (const Json::exception& error) {
    throw FormatError(fmt::format("\"{}\": is no whole manifest: {}; pack the data anew", place, error.what()));
  }
}

}  // namespace demandcast
