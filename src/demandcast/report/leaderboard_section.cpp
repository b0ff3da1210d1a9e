// The leaderboard: one row per model, best first.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

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

std::vector<std::string> model_row(const Evaluation& evaluation, const std::string& model, const Metrics& m) {
  std::vector<std::string> row{html::escape(model),    decimal_text(m.wql, 4),      decimal_text(m.p50, 4),
                               decimal_text(m.p90, 4), decimal_text(m.mase, 3),     decimal_text(m.rmsse, 3),
                               percent_text(m.wape),   signed_percent_text(m.bias), percent_text(m.coverage80)};
  const ModelDifference* difference = find_difference(evaluation.to_reference, model);
  row.push_back(model == evaluation.reference ? "reference" : value_added_html(difference));
  append_cost(cost_of(evaluation, model), row);
  return row;
}

}  // namespace

std::string leaderboard_section(const BacktestReport& report) {
  const Evaluation& evaluation = report.evaluation;
  html::Table table{"Models, best wQL first",
                    {"Model", "wQL", "P50", "P90", "MASE", "RMSSE", "WAPE", "Bias", "Coverage of 80&#160;%",
                     "Value added over " + html::escape(evaluation.reference), "Time", "Memory", "Fallbacks"},
                    {},
                    1};
  const Breakdown overall = breakdown(evaluation, "overall");
  for (std::size_t model = 0; model < overall.models.size(); ++model) {
    table.rows.push_back(model_row(evaluation, overall.models[model], *overall.cells[model][0]));
  }
  return html::element("section", html::element("h2", "Leaderboard") + html::table(table), "id=\"leaderboard\"");
}

}  // namespace demandcast
