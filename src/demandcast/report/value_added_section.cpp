// Differences that are more than noise: bars with intervals against the reference and against the best model.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "demandcast/report/difference_words.h"
#include "demandcast/report/html.h"
#include "demandcast/report/number_text.h"
#include "demandcast/report/row_chart.h"
#include "demandcast/report/sections.h"

namespace demandcast {
namespace {

std::string difference_figure(const std::vector<ModelDifference>& differences, const std::string& against) {
  std::vector<svg::Bar> bars;
  const std::string title = "Value added over " + against;
  html::Table table{title, {"Model", "Value added", "From", "To", "Verdict"}, {}, 1};
  for (const ModelDifference& difference : differences) {
    const auto [value, low, high] = value_added(difference);
    const std::string words(difference_words(difference));
    bars.push_back({difference.model, value, low, high, std::string(difference_kind(difference)), words});
    table.rows.push_back({html::name(difference.model), signed_percent_text(value), signed_percent_text(low),
                          signed_percent_text(high), words});
  }
  return html::element("figure", html::element("figcaption", html::escape(title)) + svg::bar_chart(title, bars) +
                                     html::folded_table("Table", table));
}

}  // namespace

std::string value_added_section(const BacktestReport& report) {
  const Evaluation& evaluation = report.evaluation;
  if (evaluation.to_reference.empty() && evaluation.to_best.empty()) return "";
  std::string figures;
  if (!evaluation.to_reference.empty()) figures += difference_figure(evaluation.to_reference, evaluation.reference);
  const bool same = !evaluation.leaderboard.empty() && evaluation.leaderboard[0] == evaluation.reference;
  if (!evaluation.to_best.empty() && !same) figures += difference_figure(evaluation.to_best, "the best model");
  return html::element("section",
                       html::element("h2", "Is the difference real?") +
                           "<p>Bars to the right save loss, bars to the left cost it. The thin line is where the "
                           "difference would lie in 95 "
                           "of 100 repetitions with other series and other cutoffs of the same kind; when it crosses "
                           "zero, take the simpler "
                           "model.</p>" +
                           html::element("div", figures, "class=\"charts\""),
                       "id=\"differences\"");
}

}  // namespace demandcast
