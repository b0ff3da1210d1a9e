// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/leaderboard_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

std::string number(double value, int digits) { return std::isnan(value) ? "-" : fmt::format("{:.{}f}", value, digits); }

/// "-12.3 % [-14.0, -10.2] better", or that noise does not tell.
std::string difference_text(const Evaluation& evaluation, const std::string& model) {
  if (model == evaluation.reference) return "(reference)";
  const auto found = std::find_if(evaluation.to_reference.begin(), evaluation.to_reference.end(),
                                  [&](const ModelDifference& difference) { return difference.model == model; });
  if (found == evaluation.to_reference.end() || std::isnan(found->relative)) return "-";
  const char* verdict = !found->clear ? "not told from noise" : found->relative < 0 ? "better" : "worse";
  return fmt::format("{:+.1f} % [{:+.1f}, {:+.1f}] {}", 100 * found->relative, 100 * found->low, 100 * found->high,
                     verdict);
}

}  // namespace

std::string leaderboard_text(const Evaluation& evaluation) {
  std::size_t width = 5;
  for (const std::string& model : evaluation.leaderboard) width = std::max(width, model.size());
  std::string text =
      fmt::format("{:<{}}  {:>8} {:>8} {:>8} {:>7} {:>7} {:>6} {:>8} {:>7}  {}\n", "model", width, "wql", "p50", "p90",
                  "mase", "bias", "cov80", "seconds", "MB", "wql against " + evaluation.reference);
  const bool costs_known = std::any_of(evaluation.costs.begin(), evaluation.costs.end(), [](const ModelCost& cost) {
    return cost.fit_seconds + cost.forecast_seconds > 0;  // not so for forecasts that others made
  });
  for (std::size_t i = 0; i < evaluation.leaderboard.size(); ++i) {
    const std::string& model = evaluation.leaderboard[i];
    const Metrics& m = evaluation.overall(model);
    const ModelCost cost = i < evaluation.costs.size() ? evaluation.costs[i] : ModelCost{};
    text +=
        fmt::format("{:<{}}  {:>8} {:>8} {:>8} {:>7} {:>7} {:>6} {:>8} {:>7}  {}\n", model, width, number(m.wql, 4),
                    number(m.p50, 4), number(m.p90, 4), number(m.mase, 3), number(m.bias, 3), number(m.coverage80, 3),
                    costs_known ? number(cost.fit_seconds + cost.forecast_seconds, 2) : "-",
                    costs_known ? number(cost.peak_memory_mb, 0) : "-", difference_text(evaluation, model));
  }
  return text;
}

}  // namespace demandcast
