// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <nlohmann/json.hpp>

#include "demandcast/pipeline/elasticity.h"

namespace demandcast {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json line_json(const EffectLine& line) {
  return {{"name", line.name},   {"column", line.term},     {"kind", effect_kind(line)},
          {"value", line.value}, {"low", number(line.low)}, {"high", number(line.high)}};
}

Json group_json(const EffectLine& line) {
  Json json = line_json(line);
  json["series"] = line.series;
  return json;
}

Json series_json(const EffectLine& line) {
  Json json = line_json(line);
  json["category"] = line.category;
  json["source"] = line.source;
  json["periods"] = line.periods;
  json["seen_low"] = number(line.seen_low);
  json["seen_high"] = number(line.seen_high);
  json["planned_low"] = number(line.planned_low);
  json["planned_high"] = number(line.planned_high);
  json["beyond_seen"] = line.beyond;
  return json;
}

template <class Each>
Json list(const std::vector<EffectLine>& lines, Each each) {
  Json json = Json::array();
  for (const EffectLine& line : lines) json.push_back(each(line));
  return json;
}

}  // namespace

std::string to_json(const ElasticityResult& result) {
  return Json{{"schema", "demandcast.elasticity/1"},
              {"catalogue", list(result.effects.catalogue, group_json)},
              {"categories", list(result.effects.categories, group_json)},
              {"series", list(result.effects.series, series_json)},
              {"warnings", elasticity_warnings(result.effects)},
              {"files", result.files}}
      .dump(2);
}

}  // namespace demandcast
