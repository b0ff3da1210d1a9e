// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/result_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "demandcast/pipeline/backtest.h"
#include "demandcast/pipeline/check.h"
#include "demandcast/pipeline/demo.h"
#include "demandcast/pipeline/forecast.h"
#include "demandcast/pipeline/load_data.h"
#include "demandcast/pipeline/pack.h"
#include "demandcast/pipeline/panel_dates.h"
#include "demandcast/pipeline/plan.h"
#include "demandcast/pipeline/profile_lines.h"
#include "demandcast/report/difference_words.h"

namespace demandcast {
namespace {

using Json = nlohmann::ordered_json;

/// JSON knows no NaN.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json by_level(const std::vector<double>& levels, const std::vector<double>& values) {
  Json json = Json::object();
  for (std::size_t i = 0; i < std::min(levels.size(), values.size()); ++i)
    json[level_name(levels[i])] = number(values[i]);
  return json;
}

void add_estimate(Json& json, const std::string& name, const Estimate& estimate) {
  json[name] = number(estimate.value);
  json[name + "_se"] = number(estimate.error);
  json[name + "_low"] = number(estimate.low);
  json[name + "_high"] = number(estimate.high);
}

Json metrics_json(const Metrics& m, const std::vector<double>& levels) {
  Json json = {{"rows", m.rows},
               {"wql", number(m.wql)},
               {"wql_all", number(m.wql_all)},
               {"p50", number(m.p50)},
               {"p90", number(m.p90)},
               {"crps", number(m.crps)},
               {"mase", number(m.mase)},
               {"rmsse", number(m.rmsse)},
               {"mase_left_out", m.mase_left_out},
               {"wape", number(m.wape)},
               {"bias", number(m.bias)},
               {"coverage80", number(m.coverage80)},
               {"coverage80_pit", number(m.coverage80_pit)},
               {"coverage80_pit_se", number(m.coverage80_pit_se)},
               {"coverage80_pit_low", number(m.coverage80_pit_low)},
               {"coverage80_pit_high", number(m.coverage80_pit_high)},
               {"width80", number(m.width80)},
               {"excess_volatility", number(m.excess_volatility)},
               {"cost", number(m.cost)},
               {"sfpc", number(m.sfpc)},
               {"level_loss", by_level(levels, m.level_loss)},
               {"below", by_level(levels, m.below)},
               {"below_pit", by_level(levels, m.below_pit)},
               {"below_pit_low", by_level(levels, m.below_pit_low)},
               {"below_pit_high", by_level(levels, m.below_pit_high)}};
  add_estimate(json, "drift", m.drift);
  add_estimate(json, "revision_slope", m.revision_slope);
  add_estimate(json, "error_slope", m.error_slope);
  return json;
}

Json differences_json(const std::vector<ModelDifference>& differences) {
  Json json = Json::array();
  for (const ModelDifference& d : differences) {
    const auto [value, low, high] = value_added(d);
    json.push_back({{"model", d.model},
                    {"reference", d.reference},
                    {"value_added", number(value)},
                    {"value_added_low", number(low)},
                    {"value_added_high", number(high)},
                    {"clear", d.clear},
                    {"verdict", difference_words(d)}});
  }
  return json;
}

/// The metrics of sums, by group and model.
Json sums_json(const Evaluation& evaluation, const std::string& dimension) {
  Json json = Json::array();
  for (const GroupMetrics& group : evaluation.groups) {
    if (group.dimension != dimension) continue;
    json.push_back({{dimension, group.group},
                    {"model", group.model},
                    {"metrics", metrics_json(group.metrics, evaluation.levels)}});
  }
  return json;
}

/// What rules were worth, by rule and other model.
Json rules_json(const std::vector<RulePrice>& rules) {
  Json json = Json::array();
  for (const RulePrice& price : rules) {
    Json against = Json::array();
    for (const RulePrice::Other& other : price.against) {
      const auto [value, low, high] = value_added(other.difference);
      against.push_back({{"model", other.model},
                         {"is_default", other.is_default},
                         {"wql", number(other.wql)},
                         {"cost", number(other.cost)},
                         {"value_added", number(value)},
                         {"value_added_low", number(low)},
                         {"value_added_high", number(high)},
                         {"verdict", price.pairs == 0 ? "" : difference_words(other.difference)}});
    }
    json.push_back({{"model", price.model},
                    {"rule", price.rule},
                    {"expert", price.expert},
                    {"series", price.series},
                    {"forecasts", price.pairs},
                    {"wql", number(price.wql)},
                    {"cost", number(price.cost)},
                    {"against", std::move(against)}});
  }
  return json;
}

Json evaluation_json(const Evaluation& evaluation) {
  Json leaderboard = Json::array();
  for (std::size_t i = 0; i < evaluation.leaderboard.size(); ++i) {
    const std::string& model = evaluation.leaderboard[i];
    Json row = {{"model", model}, {"metrics", metrics_json(evaluation.overall(model), evaluation.levels)}};
    if (i < evaluation.costs.size()) {
      const ModelCost& cost = evaluation.costs[i];
      row["fit_seconds"] = cost.fit_seconds;
      row["forecast_seconds"] = cost.forecast_seconds;
      row["peak_memory_mb"] = cost.peak_memory_mb;
      row["fallbacks"] = cost.fallbacks;
    }
    leaderboard.push_back(std::move(row));
  }
  return {{"spans", sums_json(evaluation, "span")},
          {"score", evaluation.score == ScoreMode::kSales ? "sales" : "available"},
          {"reference", evaluation.reference},
          {"unmatched_rows", evaluation.unmatched},
          {"leaderboard", std::move(leaderboard)},
          {"rules", rules_json(evaluation.rules)},
          {"to_reference", differences_json(evaluation.to_reference)},
          {"to_best", differences_json(evaluation.to_best)}};
}

Json with_schema(const std::string& name, const Json& content) {
  Json json = {{"schema", "demandcast." + name + "/1"}};
  json.update(content);
  return json;
}

}  // namespace

std::string to_json(const Evaluation& evaluation) {
  Json json = evaluation_json(evaluation);
  json["totals"] = sums_json(evaluation, "grouping");
  return with_schema("evaluation", json).dump(2);
}

std::string to_json(const BacktestResult& result) {
  Json json = {{"cutoffs", result.cutoffs},
               {"series", result.about.series},
               {"frequency", result.about.frequency},
               {"warnings", warning_count(result.report)},
               {"cells",
                {{"forecast", result.cells.forecast},
                 {"scored", result.cells.scored},
                 {"stock_outs", result.cells.stock_outs},
                 {"without_demand", result.cells.without_demand}}},
               {"models", result.models},
               {"options", result.options},
               {"fallbacks", result.fallbacks},
               {"notes", result.notes},
               {"files", result.files}};
  json.update(evaluation_json(result.evaluation));
  json["totals"] = sums_json(result.totals, "grouping");
  return with_schema("backtest", json).dump(2);
}

namespace {

Json rule_counts_json(const std::vector<RuleCount>& rules) {
  Json json = Json::object();
  for (const RuleCount& count : rules) json[count.rule] = count.series;
  return json;
}

}  // namespace

std::string to_json(const ForecastResult& result) {
  return with_schema("forecast", {{"model", result.model},
                                  {"series", result.series},
                                  {"horizon", result.horizon},
                                  {"frequency", result.frequency.name()},
                                  {"rows", result.rows},
                                  {"fallbacks", result.fallbacks},
                                  {"rules", rule_counts_json(result.rules)},
                                  {"notes", result.notes},
                                  {"warnings", warning_count(result.report)}})
      .dump(2);
}

std::string to_json(const CheckResult& result) {
  Json faults = Json::array();
  for (const Fault& fault : result.report.faults) {
    faults.push_back({{"severity", fault.severity == FaultSeverity::kError ? "error" : "warning"},
                      {"kind", fault.kind},
                      {"column", fault.column},
                      {"count", fault.count},
                      {"places", fault.places},
                      {"message", fault.message},
                      {"remedy", fault.remedy}});
  }
  Json profile = Json::object();
  for (const auto& [name, value] : profile_lines(result)) profile[name] = value;
  return with_schema("check", {{"rows", result.report.rows}, {"profile", profile}, {"faults", std::move(faults)}})
      .dump(2);
}

namespace {

Json worth_json(const std::vector<FeatureWorth>& list) {
  Json json = Json::array();
  for (const FeatureWorth& worth : list) {
    Json one;
    if (!worth.name.empty()) one["feature"] = worth.name;
    one["group"] = worth.group;
    one["wql_rise"] = worth.rise;
    one["standard_error"] = worth.error;
    json.push_back(std::move(one));
  }
  return json;
}

Json point_json(const PartialPoint& point) {
  Json one;
  if (point.place == PartialPlace::kLacking) one["absent"] = true;
  if (point.place == PartialPlace::kUpTo) one["up_to"] = point.value;
  if (point.place == PartialPlace::kAbove) one["above"] = point.value;
  one.update(Json{{"mean", point.mean}, {"0.1", point.low}, {"0.5", point.median}, {"0.9", point.high}});
  return one;
}

/// Null of a model that has nothing to tell.
Json insight_json(const ModelInsight& insight) {
  if (insight.rows == 0) return nullptr;
  Json curves = Json::array();
  for (const PartialCurve& curve : insight.curves) {
    Json points = Json::array();
    for (const PartialPoint& point : curve.points) points.push_back(point_json(point));
    curves.push_back({{"feature", curve.feature}, {"points", std::move(points)}});
  }
  return {{"rows", insight.rows},
          {"out_of_bag_wql", number(insight.held_out_wql)},
          {"features", worth_json(insight.features)},
          {"groups", worth_json(insight.groups)},
          {"partial_dependence", std::move(curves)}};
}

nlohmann::json learning_json(const std::vector<LearningCurve>& curves) {
  nlohmann::json told = nlohmann::json::array();
  for (const LearningCurve& curve : curves) {
    told.push_back({{"name", curve.name},
                    {"updates", curve.updates},
                    {"loss", curve.loss},
                    {"judged", curve.judged},
                    {"held_back", curve.held_back}});
  }
  return told;
}

}  // namespace

std::string to_json(const FitResult& result, const std::string& directory) {
  const ModelManifest& manifest = result.manifest;
  return with_schema("fit", {{"directory", directory},
                             {"model", manifest.model},
                             {"options", manifest.options},
                             {"frequency", manifest.frequency},
                             {"horizon", manifest.horizon.steps},
                             {"series", manifest.series},
                             {"trained_to", manifest.trained_to},
                             {"data_fingerprint", manifest.data_fingerprint},
                             {"notes", result.notes},
                             {"insight", insight_json(result.insight)},
                             {"learning", learning_json(result.learning)},
                             {"warnings", warning_count(result.report)}})
      .dump(2);
}

std::string to_json(const PackResult& result, const std::string& directory) {
  return with_schema("pack", {{"directory", directory},
                              {"rows", result.report.rows},
                              {"series", result.store->series},
                              {"cells", result.store->cells},
                              {"shards", result.shards},
                              {"appended", result.store->appended},
                              {"frequency", result.store->frequency.name()},
                              {"newest", result.store->frequency.format(result.store->newest)},
                              {"warnings", warning_count(result.report)}})
      .dump(2);
}

std::string to_json(const RunPlan& plan) {
  return with_schema("plan", {{"data", plan.data},
                              {"rows", plan.rows},
                              {"series", plan.series},
                              {"cells", plan.cells},
                              {"frequency", plan.frequency},
                              {"first", plan.first},
                              {"last", plan.last},
                              {"models", plan.models},
                              {"horizon", plan.horizon},
                              {"cutoffs", plan.cutoffs},
                              {"forecast_rows", plan.forecast_rows},
                              {"memory_mb", plan.memory_mb},
                              {"output", plan.output}})
      .dump(2);
}

std::string to_json(const DemoResult& result) {
  return with_schema("demo", {{"sales", result.sales},
                              {"check", Json::parse(to_json(result.check))},
                              {"backtest", Json::parse(to_json(result.backtest))},
                              {"model", result.model},
                              {"forecast", result.forecast},
                              {"orders", result.orders}})
      .dump(2);
}

std::string generated_json(const std::vector<std::string>& files) {
  return with_schema("generate", {{"files", files}}).dump(2);
}

std::string to_json(const ModelRegistry& registry) {
  Json models = Json::array();
  for (const ModelEntry& entry : registry.entries()) {
    Json options = Json::array();
    for (const OptionField& f : entry.options) {
      options.push_back(
          {{"name", f.name}, {"type", f.type}, {"default", f.default_value}, {"help", f.help}, {"allowed", f.allowed}});
    }
    models.push_back({{"name", entry.name},
                      {"summary", entry.summary},
                      {"source", entry.source},
                      {"wraps", entry.wraps},
                      {"options", std::move(options)}});
  }
  return with_schema("models", {{"models", std::move(models)}}).dump(2);
}

}  // namespace demandcast
