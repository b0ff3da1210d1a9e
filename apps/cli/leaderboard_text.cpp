// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/leaderboard_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "apps/cli/figure_text.h"
#include "demandcast/report/difference_words.h"

namespace demandcast {
namespace {

std::string value_added_text(const Evaluation& evaluation, const std::string& model) {
  if (model == evaluation.reference) return "reference";
  const ModelDifference* difference = find_difference(evaluation.to_reference, model);
  return difference == nullptr ? "-" : value_added_text(*difference);
}

/// "0.801 (0.78-0.82)": coverage of the 80 % interval and its 95 % band.
std::string coverage_text(const Metrics& m) {
  std::string value = figure_text(m.coverage80_pit, 3);
  if (std::isnan(m.coverage80_pit_low)) return value;
  return fmt::format("{} ({:.2f}-{:.2f})", value, m.coverage80_pit_low, m.coverage80_pit_high);
}

}  // namespace

std::string value_added_text(const ModelDifference& difference) {
  if (std::isnan(difference.relative)) return "-";
  const auto [value, low, high] = value_added(difference);
  const std::string interval =
      std::isnan(low) ? std::string() : fmt::format(" ({:+.1f} to {:+.1f})", 100 * low, 100 * high);
  return fmt::format("{:+.1f} %{} {}", 100 * value, interval, difference_words(difference));
}

std::string leaderboard_text(const Evaluation& evaluation) {
  std::size_t width = 5;
  for (const std::string& model : evaluation.leaderboard) width = std::max(width, model.size());
  const bool money = has_money(evaluation);
  std::string text = fmt::format("{:<{}}  {:>8}{} {:>8} {:>8} {:>7} {:>7} {:>17} {:>8} {:>7}  {}\n", "model", width,
                                 "wql", money ? fmt::format(" {:>12}", "cost") : "", "p50", "p90", "mase", "bias",
                                 "cov80 (95 %)", "seconds", "MB", "value added over " + evaluation.reference);
  const bool costs_known = std::any_of(evaluation.costs.begin(), evaluation.costs.end(), [](const ModelCost& cost) {
    return cost.fit_seconds + cost.forecast_seconds > 0;  // not so for forecasts that others made
  });
  for (std::size_t i = 0; i < evaluation.leaderboard.size(); ++i) {
    const std::string& model = evaluation.leaderboard[i];
    const Metrics& m = evaluation.overall(model);
    const ModelCost cost = i < evaluation.costs.size() ? evaluation.costs[i] : ModelCost{};
    text += fmt::format("{:<{}}  {:>8}{} {:>8} {:>8} {:>7} {:>7} {:>17} {:>8} {:>7}  {}\n", model, width,
                        figure_text(m.wql, 4), money ? fmt::format(" {:>12}", figure_text(m.cost, 2)) : "",
                        figure_text(m.p50, 4), figure_text(m.p90, 4), figure_text(m.mase, 3), figure_text(m.bias, 3),
                        coverage_text(m), costs_known ? figure_text(cost.fit_seconds + cost.forecast_seconds, 2) : "-",
                        costs_known ? figure_text(cost.peak_memory_mb, 0) : "-", value_added_text(evaluation, model));
  }
  return text;
}

}  // namespace demandcast
