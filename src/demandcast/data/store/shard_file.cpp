// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/shard_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/data/longest_span.h"
#include "demandcast/data/store/array_file.h"
#include "demandcast/data/store/merge_told.h"

namespace demandcast {
namespace {

void write_series(const ToldPanel& told, ArrayFileWriter& writer) {
  writer.add_texts("ids", told.ids);
  writer.add("first_period", told.first_period);
  writer.add("offsets", told.offsets);
  writer.add("target", told.target);
  writer.add("states", told.states);
  if (!told.availability.empty()) writer.add("availability", told.availability);
}

void write_channel(const Channel& channel, const std::string& place, ArrayFileWriter& writer) {
  writer.add(place + "/first_period", channel.first_period);
  writer.add(place + "/offsets", channel.offsets);
  writer.add(place + "/values", channel.values);
  if (!channel.row_of_series.empty()) writer.add(place + "/row_of_series", channel.row_of_series);
  if (channel.versions.offsets.empty()) return;
  writer.add(place + "/versions/offsets", channel.versions.offsets);
  writer.add(place + "/versions/period", channel.versions.period);
  writer.add(place + "/versions/known_at", channel.versions.known_at);
  writer.add(place + "/versions/values", channel.versions.values);
}

void write_static(const StaticColumn& column, const std::string& place, ArrayFileWriter& writer) {
  if (column.kind != StaticKind::kCategory) return writer.add(place + "/numbers", column.numbers);
  writer.add(place + "/codes", column.codes);
  writer.add_texts(place + "/categories", column.categories);
}

PlanVersions read_versions(const StoredColumn& stored, const std::string& place, const ArrayFileReader& reader) {
  PlanVersions versions;
  if (!reader.has(place + "/versions/offsets")) return versions;
  versions.offsets = reader.copy<std::int64_t>(place + "/versions/offsets");
  versions.period = reader.copy<Period>(place + "/versions/period");
  versions.known_at = reader.copy<Timestamp>(place + "/versions/known_at");
  versions.values = reader.copy<float>(place + "/versions/values");
  if (!are_offsets(versions.offsets, versions.period.size())) {
    reader.refuse(fmt::format("the versions of channel \"{}\" do not fit together", stored.name));
  }
  return versions;
}

/// Firsts so far off that their lengths and ends are no numbers are damage.
std::vector<Period> read_first_periods(const std::string& name, Period newest, const ArrayFileReader& reader) {
  auto first = reader.copy<Period>(name);
  if (std::ranges::any_of(first, [&](Period period) { return spans_too_much(period, newest); })) {
    reader.refuse(fmt::format("\"{}\" holds periods far from all others", name));
  }
  return first;
}

Channel read_channel(const StoredColumn& stored, const std::string& place, Period newest,
                     const ArrayFileReader& reader) {
  Channel channel;
  channel.name = stored.name;
  channel.role = stored.role;
  channel.first_period = read_first_periods(place + "/first_period", newest, reader);
  channel.offsets = reader.copy<std::int64_t>(place + "/offsets");
  channel.values = reader.copy<float>(place + "/values");
  if (!are_offsets(channel.offsets, channel.values.size())) {
    reader.refuse(fmt::format("the rows of channel \"{}\" do not fit together", stored.name));
  }
  channel.versions = read_versions(stored, place, reader);
  if (!reader.has(place + "/row_of_series")) return channel;
  channel.row_of_series = reader.copy<std::int32_t>(place + "/row_of_series");
  const auto rows = std::ssize(channel.first_period);
  if (std::ranges::any_of(channel.row_of_series, [&](auto row) { return row < 0 || row >= rows; })) {
    reader.refuse(fmt::format("channel \"{}\" names rows that it lacks", stored.name));
  }
  return channel;
}

constexpr std::int32_t kUnlisted = -2;  ///< a category that is not in the store's list: none of a series any more

/// Codes of the file's own categories become codes of the store's.
StaticColumn read_static(const StoredColumn& stored, const std::string& place, const ArrayFileReader& reader) {
  StaticColumn column;
  column.name = stored.name;
  column.kind = stored.kind;
  column.width = stored.width;
  if (stored.kind != StaticKind::kCategory) {
    column.numbers = reader.copy<float>(place + "/numbers");
    return column;
  }
  column.categories = stored.categories;
  std::vector<std::int32_t> code_of;
  for (const std::string& word : reader.texts(place + "/categories")) {
    const auto found = std::ranges::lower_bound(stored.categories, word);
    const bool listed = found != stored.categories.end() && *found == word;
    code_of.push_back(listed ? static_cast<std::int32_t>(found - stored.categories.begin()) : kUnlisted);
  }
  for (const std::int32_t code : reader.get<std::int32_t>(place + "/codes")) {
    if (code < -1 || code >= std::ssize(code_of)) {
      reader.refuse(fmt::format("static \"{}\" holds codes without a category", stored.name));
    }
    column.codes.push_back(code < 0 ? -1 : code_of[static_cast<std::size_t>(code)]);
  }
  return column;
}

void read_series(Period newest, const ArrayFileReader& reader, ToldPanel& told) {
  told.ids = reader.texts("ids");
  told.first_period = read_first_periods("first_period", newest, reader);
  told.offsets = reader.copy<std::int64_t>("offsets");
  told.target = reader.copy<float>("target");
  told.states = reader.copy<ToldState>("states");
  if (reader.has("availability")) told.availability = reader.copy<float>("availability");
  const auto unknown = [](ToldState state) { return state > ToldState::kNoRow; };
  if (!are_offsets(told.offsets, told.target.size()) || std::ranges::any_of(told.states, unknown)) {
    reader.refuse("the cells do not fit together");
  }
}

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view found) {
  throw FormatError(fmt::format("\"{}\": {}; copy the store again or pack the data anew", file.string(), found));
}

/// Categories that no list holds may be those of series that have others by now.
void refuse_unlisted(const ToldPanel& told, const std::filesystem::path& file) {
  for (const StaticColumn& column : told.statics) {
    if (std::ranges::find(column.codes, kUnlisted) == column.codes.end()) continue;
    refuse(file, fmt::format("a category of static \"{}\" is not in the store's list", column.name));
  }
}

}  // namespace

ArrayFile write_told(const ToldPanel& told, const std::filesystem::path& folder, const std::string& name) {
  ArrayFileWriter writer(folder, name);
  write_series(told, writer);
  for (std::size_t i = 0; i < told.channels.size(); ++i) {
    write_channel(told.channels[i], fmt::format("channels/{}", i), writer);
  }
  for (std::size_t i = 0; i < told.statics.size(); ++i) {
    write_static(told.statics[i], fmt::format("statics/{}", i), writer);
  }
  return writer.finish();
}

ToldPanel read_told(const ArrayFile& file, const std::filesystem::path& folder, const StoredColumns& columns) {
  const ArrayFileReader reader(folder, file);
  ToldPanel told;
  read_series(columns.newest, reader, told);
  for (std::size_t i = 0; i < columns.channels.size(); ++i) {
    told.channels.push_back(read_channel(columns.channels[i], fmt::format("channels/{}", i), columns.newest, reader));
  }
  for (std::size_t i = 0; i < columns.statics.size(); ++i) {
    told.statics.push_back(read_static(columns.statics[i], fmt::format("statics/{}", i), reader));
  }
  try {
    check_fit(told);
  } catch (const DataError& error) {
    reader.refuse(error.what());
  }
  return told;
}

ToldPanel read_told(const ShardStamp& stamp, const std::filesystem::path& folder, const StoredColumns& columns) {
  ToldPanel told = read_told(stamp.file, folder, columns);
  if (!stamp.additions.empty()) {
    ToldPanel added = read_told(stamp.additions.front(), folder, columns);  // small ones first
    for (std::size_t i = 1; i < stamp.additions.size(); ++i) {
      added = merge_told(added, read_told(stamp.additions[i], folder, columns));
    }
    told = merge_told(told, added);
  }
  refuse_unlisted(told, folder / stamp.file.file);
  return told;
}

Panel read_shard(const ShardStamp& stamp, const std::filesystem::path& folder, const StoredColumns& columns) {
  ToldPanel told = read_told(stamp, folder, columns);
  try {
    return panel_of(std::move(told), columns.frequency, columns.newest, columns.fill);
  } catch (const DataError& error) {
    refuse(folder / stamp.file.file, error.what());
  }
}

}  // namespace demandcast
