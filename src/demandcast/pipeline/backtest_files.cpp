// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/backtest_files.h"

#include <filesystem>
#include <limits>

#include "demandcast/core/atomic_file.h"
#include "demandcast/pipeline/backtest_report.h"
#include "demandcast/pipeline/result_json.h"
#include "demandcast/pipeline/row_table.h"
#include "demandcast/report/difference_words.h"
#include "demandcast/report/report.h"

namespace demandcast {
namespace {

void add_estimate(RowTable& rows, const std::string& name, const Estimate& estimate) {
  rows.number(name, estimate.value);
  rows.number(name + "_se", estimate.error);
  rows.number(name + "_low", estimate.low);
  rows.number(name + "_high", estimate.high);
}

void add_metrics(RowTable& rows, const Metrics& metrics, const std::vector<double>& levels) {
  rows.integer("rows", metrics.rows);
  rows.number("wql", metrics.wql);
  rows.number("wql_all", metrics.wql_all);
  rows.number("p50", metrics.p50);
  rows.number("p90", metrics.p90);
  rows.number("crps", metrics.crps);
  rows.number("mase", metrics.mase);
  rows.number("rmsse", metrics.rmsse);
  rows.integer("mase_left_out", metrics.mase_left_out);
  rows.number("wape", metrics.wape);
  rows.number("bias", metrics.bias);
  rows.number("coverage80", metrics.coverage80);
  rows.number("coverage80_pit", metrics.coverage80_pit);
  rows.number("coverage80_pit_se", metrics.coverage80_pit_se);
  rows.number("coverage80_pit_low", metrics.coverage80_pit_low);
  rows.number("coverage80_pit_high", metrics.coverage80_pit_high);
  rows.number("width80", metrics.width80);
  rows.number("excess_volatility", metrics.excess_volatility);
  rows.number("sfpc", metrics.sfpc);
  add_estimate(rows, "drift", metrics.drift);
  add_estimate(rows, "revision_slope", metrics.revision_slope);
  add_estimate(rows, "error_slope", metrics.error_slope);
  rows.number("cost", metrics.cost);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const std::string level = level_name(levels[i]);
    const auto add = [&](const std::string& name, const std::vector<double>& values) {
      rows.number(name, values.empty() ? std::numeric_limits<double>::quiet_NaN() : values[i]);
    };
    add("loss_" + level, metrics.level_loss);
    add("below_" + level, metrics.below);
    add("below_pit_" + level, metrics.below_pit);
    add("below_pit_" + level + "_low", metrics.below_pit_low);
    add("below_pit_" + level + "_high", metrics.below_pit_high);
  }
}

/// As report and console tell it; the reference adds nothing to itself.
void add_value_added(RowTable& rows, const Evaluation& evaluation, const std::string& model) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const ModelDifference* difference = find_difference(evaluation.to_reference, model);
  const bool is_reference = model == evaluation.reference;
  ValueAdded added{is_reference ? 0 : kNone, kNone, kNone};
  if (difference != nullptr) added = value_added(*difference);
  rows.number("value_added", added.value);
  rows.number("value_added_low", added.low);
  rows.number("value_added_high", added.high);
  rows.text("verdict", is_reference            ? "reference"
                       : difference == nullptr ? ""
                                               : std::string(difference_words(*difference)));
}

}  // namespace

Table leaderboard_table(const Evaluation& evaluation) {
  RowTable rows;
  for (std::size_t i = 0; i < evaluation.leaderboard.size(); ++i) {
    const std::string& model = evaluation.leaderboard[i];
    const Metrics& metrics = evaluation.overall(model);
    rows.text("model", model);
    add_metrics(rows, metrics, {});
    add_value_added(rows, evaluation, model);
    const ModelCost& cost = evaluation.costs[i];
    rows.number("fit_seconds", cost.fit_seconds);
    rows.number("forecast_seconds", cost.forecast_seconds);
    rows.number("peak_memory_mb", cost.peak_memory_mb);
    rows.integer("fallbacks", cost.fallbacks);
  }
  return rows.take();
}

Table metrics_table(const Evaluation& evaluation) {
  RowTable rows;
  for (const GroupMetrics& group : evaluation.groups) {
    rows.text("model", group.model);
    rows.text("dimension", group.dimension);
    rows.text("group", group.group);
    add_metrics(rows, group.metrics, evaluation.levels);
  }
  return rows.take();
}

Table rules_table(const Evaluation& evaluation) {
  RowTable rows;
  for (const RulePrice& price : evaluation.rules) {
    for (const RulePrice::Other& other : price.against) {
      rows.text("model", price.model);
      rows.text("rule", price.rule);
      rows.text("expert", price.expert);
      rows.integer("series", static_cast<std::int64_t>(price.series));
      rows.integer("forecasts", static_cast<std::int64_t>(price.pairs));
      rows.number("wql", price.wql);
      rows.number("cost", price.cost);
      rows.text("other", other.model);
      rows.text("is_default", other.is_default ? "yes" : "no");
      rows.number("other_wql", other.wql);
      rows.number("other_cost", other.cost);
      const ValueAdded added = value_added(other.difference);
      rows.number("value_added", added.value);
      rows.number("value_added_low", added.low);
      rows.number("value_added_high", added.high);
      rows.text("verdict", price.pairs == 0 ? "" : std::string(difference_words(other.difference)));
    }
  }
  return rows.take();
}

std::string forecasts_place(const RunConfig& config) {
  return (std::filesystem::path(config.output) / "forecasts.parquet").string();
}

std::string pairs_place(const RunConfig& config) {
  return (std::filesystem::path(config.output) / "pairs.parquet").string();
}

ForecastLayout forecasts_layout(const RunConfig& config) {
  ForecastLayout layout;
  layout.with_cutoff = layout.with_model = true;
  layout.id = config.data.id;
  layout.time = config.data.time;
  return layout;
}

std::vector<std::string> write_backtest(const RunConfig& config, const BacktestResult& result,
                                        const ForecastTable& forecasts) {
  write_table(to_table(forecasts, forecasts_layout(config)), forecasts_place(config));
  return write_judgement(config, result);
}

std::vector<std::string> write_judgement(const RunConfig& config, const BacktestResult& result) {
  const std::filesystem::path folder = config.output;
  const auto place = [&](const char* name) { return (folder / name).string(); };
  write_table(metrics_table(result.evaluation), place("metrics.csv"));
  write_table(leaderboard_table(result.evaluation), place("leaderboard.csv"));
  const bool has_totals = !result.totals.leaderboard.empty();
  if (has_totals) write_table(metrics_table(result.totals), place("totals.csv"));
  const bool has_rules = !result.evaluation.rules.empty();
  if (has_rules) write_table(rules_table(result.evaluation), place("rules.csv"));
  write_file(place("backtest.json"), to_json(result));
  write_file(place("report.html"), render_backtest_report(report_of(config, result)));
  std::vector<std::string> files{place("report.html"), place("leaderboard.csv"), place("metrics.csv")};
  if (has_totals) files.push_back(place("totals.csv"));
  if (has_rules) files.push_back(place("rules.csv"));
  files.insert(files.end(), {place("pairs.parquet"), place("forecasts.parquet"), place("backtest.json")});
  return files;
}

}  // namespace demandcast
