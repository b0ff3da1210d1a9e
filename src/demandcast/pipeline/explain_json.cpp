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

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json forecast_json(const DateForecast& forecast) {
  return {{"mean", numbers(forecast.mean)}, {"quantiles", numbers(forecast.quantiles)}};
}

Json change_json(const ForecastChange& change) {
  Json json = {{"then", change.then},
               {"now", change.now},
               {"dates", change.dates},
               {"levels", change.levels},
               {"before", forecast_json(change.before)},
               {"after", forecast_json(change.after)}};
  for (const ChangePart& part : change.parts) {
    Json told = forecast_json(part.share);
    told["sum"] = number(total_of(part.share));
    told["low"] = number(part.low);
    told["high"] = number(part.high);
    json["parts"][part.name] = std::move(told);
  }
  json["since"] = {{"dates", change.since}, {"expected", numbers(change.expected)}, {"sold", numbers(change.sold)}};
  json["plans"] = Json::object();
  for (const PlanDifference& plan : change.plans) {
    json["plans"][plan.column] = {
        {"periods", plan.periods}, {"date", plan.date}, {"then", number(plan.then)}, {"now", number(plan.now)}};
  }
  json["refitted"] = change.refitted;
  json["form"] = change.form_then;
  json["parameters"] = by_name(change.parameters_then);
  return json;
}

Json series_json(const SeriesExplanation& series) {
  const SeriesFan& fan = series.page.fans.front();
  Json json = {{"id", series.page.id},
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
  if (series.change) json["change"] = change_json(*series.change);
  return json;
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
