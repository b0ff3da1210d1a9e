// What forecasts cost a buyer: the loss in money of buying each date's critical quantile.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {
namespace {

/// The quantile of a row at any level: a straight line between neighbouring levels, the outermost held.
double quantile_between(const ScoredTable& table, std::size_t row, double level) {
  const std::vector<double>& levels = table.forecasts.levels;
  const auto above = static_cast<std::size_t>(std::lower_bound(levels.begin(), levels.end(), level) - levels.begin());
  if (above == 0) return quantile(table, row, 0);
  if (above == levels.size()) return quantile(table, row, above - 1);
  const double share = (level - levels[above - 1]) / (levels[above] - levels[above - 1]);
  return (1 - share) * quantile(table, row, above - 1) + share * quantile(table, row, above);
}

}  // namespace

void sum_newsvendor_cost(const ScoredTable& table, ScoredRows rows, MetricSums& sums) {
  if (table.unit_costs.empty() || table.forecasts.levels.empty()) {
    sums.cost = kUndefined;
    return;
  }
  for (const std::size_t row : rows) {
    const UnitCosts& costs = table.unit_costs[static_cast<std::size_t>(table.forecasts.series[row])];
    const double bought = quantile_between(table, row, costs.critical_ratio());
    const double left = bought - table.actual[row];
    sums.cost += left > 0 ? costs.surplus * left : costs.shortage * -left;
  }
}

}  // namespace demandcast
