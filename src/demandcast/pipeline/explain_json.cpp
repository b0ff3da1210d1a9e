// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <nlohmann/json.hpp>

#include "demandcast/pipeline/explain.h"

namespace demandcast {
namespace {

using Json = nlohmann::ordered_json;

Json numbers(const std::vector<double>& values) {
  Json json = Json::array();
  for (const double value : values) json.push_back(std::isfinite(value) ? Json(value) : Json(nullptr));
  return json;
}

Json by_name(const std::vector<Component>& components) {
  Json json = Json::object();
  for (const Component& component : components) json[component.name] = numbers(component.values);
  return json;
}

Json by_name(const std::vector<std::pair<std::string, double>>& values) {
  Json json = Json::object();
  for (const auto& [name, value] : values) json[name] = std::isfinite(value) ? Json(value) : Json(nullptr);
  return json;
}

Json series_json(const SeriesExplanation& series) {
  const SeriesFan& fan = series.page.fans.front();
  return {{"id", series.page.id},
          {"form", series.told.form},
          {"reason", series.reason},
          {"parameters", by_name(series.told.parameters)},
          {"relatives", by_name(series.told.relatives)},
          {"dates", series.dates},
          {"components", by_name(series.told.components)},
          {"attention", by_name(series.told.attention)},
          {"forecast",
           {{"dates", fan.dates},
            {"mean", numbers(fan.mean)},
            {"levels", fan.levels},
            {"quantiles", numbers(fan.quantiles)}}}};
}

}  // namespace

std::string to_json(const ExplainResult& result) {
  Json series = Json::array();
  for (const SeriesExplanation& one : result.explanations.series) series.push_back(series_json(one));
  return Json{{"schema", "demandcast.explain/1"},
              {"model", result.explanations.model},
              {"series", std::move(series)},
              {"notes", result.notes},
              {"files", result.files}}
      .dump(2);
}

}  // namespace demandcast
