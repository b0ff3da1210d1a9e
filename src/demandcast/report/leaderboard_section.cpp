// The leaderboard: one row per model, best first.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/report/breakdown.h"
#include "demandcast/report/difference_words.h"
#include "demandcast/report/html.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

const ModelCost* cost_of(const Evaluation& evaluation, const std::string& model) {
  const auto found = std::find_if(evaluation.costs.begin(), evaluation.costs.end(),
                                  [&](const ModelCost& cost) { return cost.model == model; });
  return found == evaluation.costs.end() ? nullptr : &*found;
}

void append_cost(const ModelCost* cost, std::vector<std::string>& row) {
  if (cost == nullptr) {
    row.insert(row.end(), 3, kDash);
    return;
  }
  row.push_back(seconds_text(cost->fit_seconds + cost->forecast_seconds));
  row.push_back(units_text(cost->peak_memory_mb) + "\u00A0MB");
  row.push_back(count_text(cost->fallbacks));
}

/// The model's name, and below it what is told against the best one.
std::string name_cell(const Evaluation& evaluation, const std::string& model) {
  const ModelDifference* difference = find_difference(evaluation.to_best, model);
  if (difference == nullptr || difference->clear) return html::name(model);
  return html::name(model) + " <small class=\"even\">not told apart from the best</small>";
}

std::string coverage_html(const Metrics& m) {
  return percent_text(m.coverage80_pit) +
         html::element("small", percent_band_text(m.coverage80_pit_low, m.coverage80_pit_high), "class=\"nw\"");
}

std::vector<std::string> model_row(const Evaluation& evaluation, const std::string& model, const Metrics& m) {
  const ModelDifference* difference = find_difference(evaluation.to_reference, model);
  std::vector<std::string> row{name_cell(evaluation, model),
                               decimal_text(m.wql, 4),
                               model == evaluation.reference ? "reference" : value_added_html(difference),
                               coverage_html(m),
                               signed_percent_text(m.bias),
                               percent_text(m.wape),
                               decimal_text(m.p50, 4),
                               decimal_text(m.p90, 4),
                               decimal_text(m.mase, 3),
                               decimal_text(m.rmsse, 3)};
  if (has_money(evaluation)) row.insert(row.begin() + 2, units_text(m.cost));
  append_cost(cost_of(evaluation, model), row);
  return row;
}

html::Table further_figures(const Evaluation& evaluation, const Breakdown& overall) {
  html::Table table{"Further figures",
                    {"Model", "Cells", "wQL, all levels", "CRPS, units", "Width of 80&#160;%", "Left out of MASE",
                     "Time to fit", "Time to forecast"},
                    {},
                    1};
  for (std::size_t model = 0; model < overall.models.size(); ++model) {
    const Metrics& m = *overall.cells[model][0];
    const ModelCost* cost = cost_of(evaluation, overall.models[model]);
    table.rows.push_back({html::name(overall.models[model]), count_text(m.rows), decimal_text(m.wql_all, 4),
                          units_text(m.crps), percent_text(m.width80), count_text(m.mase_left_out),
                          cost == nullptr ? kDash : seconds_text(cost->fit_seconds),
                          cost == nullptr ? kDash : seconds_text(cost->forecast_seconds)});
  }
  return table;
}

std::string slope_html(const Estimate& slope) {
  if (std::isnan(slope.value)) return kDash;
  const std::string band =
      std::isnan(slope.low) ? "" : decimal_text(slope.low, 2) + " to " + decimal_text(slope.high, 2);
  return decimal_text(slope.value, 2) + html::element("small", band, "class=\"nw\"");
}

std::string drift_html(const Estimate& drift) {
  if (std::isnan(drift.value)) return kDash;
  return signed_percent_text(drift.value) +
         html::element("small", percent_band_text(drift.low, drift.high), "class=\"nw\"");
}

/// How forecasts of one date moved; nothing where no date was forecast twice.
std::string revision_figures(const Breakdown& overall) {
  html::Table table{"Forecasts of one date from neighbouring cutoffs",
                    {"Model", "Excess volatility", "sFPC", "Drift", "Error on revision", "Revision on the one before"},
                    {},
                    1};
  bool any = false;
  for (std::size_t model = 0; model < overall.models.size(); ++model) {
    const Metrics& m = *overall.cells[model][0];
    any = any || !std::isnan(m.excess_volatility);
    table.rows.push_back({html::name(overall.models[model]), decimal_text(m.excess_volatility, 4),
                          decimal_text(m.sfpc, 1), drift_html(m.drift), slope_html(m.error_slope),
                          slope_html(m.revision_slope)});
  }
  return any ? html::folded_table("Revisions", table) : "";
}

}  // namespace

std::string leaderboard_section(const BacktestReport& report) {
  const Evaluation& evaluation = report.evaluation;
  html::Table table{"Models, best wQL first",
                    {"Model", "wQL", "Value added over " + html::name(evaluation.reference), "Coverage of 80&#160;%",
                     "Bias", "WAPE", "P50", "P90", "MASE", "RMSSE", "Time", "Memory", "Fallbacks"},
                    {},
                    1};
  if (has_money(evaluation)) table.head.insert(table.head.begin() + 2, "Cost");
  const Breakdown overall = breakdown(evaluation, "overall");
  for (std::size_t model = 0; model < overall.models.size(); ++model) {
    table.rows.push_back(model_row(evaluation, overall.models[model], *overall.cells[model][0]));
  }
  return html::element("section",
                       html::element("h2", "Leaderboard") + html::table(table) +
                           html::folded_table("Further figures", further_figures(evaluation, overall)) +
                           revision_figures(overall),
                       "id=\"leaderboard\"");
}

}  // namespace demandcast
