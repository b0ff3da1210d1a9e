// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/manifest_text.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"
#include "demandcast/core/json_nesting.h"

namespace demandcast {
namespace {

using Json = nlohmann::json;

constexpr const char* kFormat = "demandcast model";
constexpr const char* kChecksum = "manifest_xxh3_128";

Json spans_to_json(const std::vector<Span>& spans) {
  Json all = Json::array();
  for (const Span& span : spans) all.push_back({{"lead", span.lead}, {"length", span.length}});
  return all;
}

std::vector<Span> spans_from_json(const Json& json) {
  std::vector<Span> spans;
  for (const Json& span : json) spans.push_back({span.at("lead").get<int>(), span.at("length").get<int>()});
  return spans;
}

Json to_json(const ModelManifest& manifest, const ArraysStamp& arrays) {
  return {{"format", kFormat},
          {"format_version", ModelManifest::kFormatVersion},
          {"model", manifest.model},
          {"options", manifest.options},
          {"frequency", manifest.frequency},
          {"horizon",
           {{"steps", manifest.horizon.steps},
            {"levels", manifest.horizon.levels},
            {"spans", spans_to_json(manifest.horizon.spans)}}},
          {"columns", {{"known", manifest.known}, {"past", manifest.past}, {"static", manifest.statics}}},
          {"trained_to", manifest.trained_to},
          {"series", manifest.series},
          {"data_fingerprint", manifest.data_fingerprint},
          {"seed", manifest.seed},
          {"library_version", manifest.library_version},
          {"arrays", {{"file", "arrays.safetensors"}, {"bytes", arrays.bytes}, {"xxh3_128", arrays.checksum}}}};
}

/// Only levels are fractions; in place of another number they would be cut, or be no number at all.
void refuse_fractions(const Json& json) {
  const Json flat = json.flatten();
  for (const auto& [path, value] : flat.items()) {
    if (!value.is_number_float() || path.starts_with("/horizon/levels/")) continue;
    throw FormatError(fmt::format("the manifest of a model holds {} at \"{}\", a whole number is wanted; fit it anew",
                                  value.dump(), path));
  }
}

ReadManifest from_json(const Json& json) {
  refuse_fractions(json);
  ReadManifest read;
  ModelManifest& manifest = read.manifest;
  json.at("model").get_to(manifest.model);
  json.at("options").get_to(manifest.options);
  json.at("frequency").get_to(manifest.frequency);
  json.at("horizon").at("steps").get_to(manifest.horizon.steps);
  json.at("horizon").at("levels").get_to(manifest.horizon.levels);
  manifest.horizon.spans = spans_from_json(json.at("horizon").at("spans"));
  json.at("columns").at("known").get_to(manifest.known);
  json.at("columns").at("past").get_to(manifest.past);
  json.at("columns").at("static").get_to(manifest.statics);
  json.at("trained_to").get_to(manifest.trained_to);
  json.at("series").get_to(manifest.series);
  json.at("data_fingerprint").get_to(manifest.data_fingerprint);
  json.at("seed").get_to(manifest.seed);
  json.at("library_version").get_to(manifest.library_version);
  json.at("arrays").at("bytes").get_to(read.arrays.bytes);
  json.at("arrays").at("xxh3_128").get_to(read.arrays.checksum);
  return read;
}

/// Of the manifest without its own checksum: keys in order, no white space.
std::string own_checksum(Json json) {
  json.erase(kChecksum);
  return checksum_of(json.dump());
}

void check_version(const Json& json, const std::string& place) {
  const int version = json.at("format_version").get<int>();
  if (version >= 1 && version <= ModelManifest::kFormatVersion) return;
  throw FormatError(fmt::format("\"{}\": format version {}, this demandcast reads versions up to {}; use a newer one",
                                place, version, ModelManifest::kFormatVersion));
}

Json parse(const std::string& text, const std::string& place) {
  if (json_nesting(text) > kDeepestJson) {
    throw FormatError(
        fmt::format("\"{}\": nests deeper than any manifest; copy the model again or fit it anew", place));
  }
  Json json = Json::parse(text, nullptr, false);
  if (json.is_object() && json.value("format", Json()) == kFormat) return json;
  throw FormatError(fmt::format("\"{}\": {}; copy the model again or fit it anew", place,
                                json.is_discarded() ? "is cut or no JSON" : "is no manifest of a demandcast model"));
}

}  // namespace

std::string manifest_text(const ModelManifest& manifest, const ArraysStamp& arrays) {
  try {
    Json json = to_json(manifest, arrays);
    json[kChecksum] = own_checksum(json);
    return json.dump(2) + "\n";
  } catch (const Json::exception& error) {
    throw FormatError(fmt::format("the manifest cannot be written, its words must be UTF-8: {}", error.what()));
  }
}

ReadManifest read_manifest(const std::string& text, const std::string& place) {
  const Json json = parse(text, place);
  try {
    check_version(json, place);
    if (json.value(kChecksum, "") != own_checksum(json)) {
      throw FormatError(fmt::format(
          "\"{}\": was changed since it was written (checksum); copy the model again or fit it anew", place));
    }
    return from_json(json);
  } catch (const Json::exception& error) {
    throw FormatError(fmt::format("\"{}\": is no whole manifest: {}; fit the model anew", place, error.what()));
  }
}

}  // namespace demandcast
