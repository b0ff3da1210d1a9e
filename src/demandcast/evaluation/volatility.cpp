// How much forecasts of one date move from cutoff to cutoff, beyond what they gain in accuracy.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/forecast_revisions.h"

namespace demandcast {
namespace {

/// Sum over levels of the revision's loss less the loss that it saved.
double excess(const ScoredTable& table, const Revision& revision) {
  const std::vector<double>& levels = table.forecasts.levels;
  const double y = table.actual[revision.after];
  double sum = 0;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double before = quantile(table, revision.before, i), after = quantile(table, revision.after, i);
    sum += pinball(after, before, levels[i]) - (pinball(y, before, levels[i]) - pinball(y, after, levels[i]));
  }
  return sum;
}

double percentage_change(double before, double after) {
  const double size = std::abs(before) + std::abs(after);
  return size == 0 ? 0.0 : 200 * std::abs(after - before) / size;
}

}  // namespace

void sum_revisions(const ScoredTable& table, ScoredRows rows, MetricSums& sums) {
  const auto median = find_level(table.forecasts.levels, 0.5);
  const std::vector<Revision> revisions = find_revisions(table.forecasts, rows);
  sum_martingale(table, revisions, sums);
  for (const Revision& revision : revisions) {
    ++sums.revisions;
    sums.excess += excess(table, revision);
    sums.revised_demand += std::abs(table.actual[revision.after]);
    if (!median) continue;
    sums.change +=
        percentage_change(quantile(table, revision.before, *median), quantile(table, revision.after, *median));
  }
}

void add_volatility(const MetricSums& sums, const Levels& levels, Metrics& metrics) {
  if (sums.revisions == 0 || levels.empty()) return;
  metrics.drift = sums.drift.estimate();
  metrics.revision_slope = sums.revision_slope.estimate();
  metrics.error_slope = sums.error_slope.estimate();
  metrics.excess_volatility = ratio(2 * sums.excess / static_cast<double>(levels.size()), sums.revised_demand);
  if (find_level(levels, 0.5)) metrics.sfpc = sums.change / static_cast<double>(sums.revisions);
}

}  // namespace demandcast
