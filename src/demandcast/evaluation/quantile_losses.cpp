// Weighted quantile losses and the CRPS that they approximate.
// SPDX-License-Identifier: Apache-2.0
#include <numeric>

#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {
namespace {

/// Trapezoid weights of the levels over [0, 1], the integrand held at the ends; they sum to one.
std::vector<double> integration_weights(const std::vector<double>& levels) {
  std::vector<double> weights;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double from = i == 0 ? 0.0 : (levels[i - 1] + levels[i]) / 2;
    const double to = i + 1 == levels.size() ? 1.0 : (levels[i] + levels[i + 1]) / 2;
    weights.push_back(to - from);
  }
  return weights;
}

double mean_of_deciles(const std::vector<double>& levels, const std::vector<double>& losses) {
  double sum = 0;
  for (int decile = 1; decile <= 9; ++decile) {
    const auto at = find_level(levels, decile / 10.0);
    if (!at) return kUndefined;
    sum += losses[*at];
  }
  return sum / 9;
}

double at_level(const std::vector<double>& levels, const std::vector<double>& losses, double level) {
  const auto at = find_level(levels, level);
  return at ? losses[*at] : kUndefined;
}

}  // namespace

void sum_quantile_losses(const ScoredTable& table, ScoredRows rows, MetricSums& sums) {
  const std::vector<double>& levels = table.forecasts.levels;
  sums.pinball.assign(levels.size(), 0.0);
  for (const std::size_t row : rows) {
    for (std::size_t i = 0; i < levels.size(); ++i) {
      sums.pinball[i] += pinball(table.actual[row], quantile(table, row, i), levels[i]);
    }
  }
}

void add_quantile_losses(const MetricSums& sums, const Levels& levels, Metrics& metrics) {
  if (levels.empty()) return;
  for (std::size_t i = 0; i < levels.size(); ++i) metrics.level_loss[i] = ratio(2 * sums.pinball[i], sums.demand);
  const std::vector<double> weights = integration_weights(levels);
  metrics.crps = 2 * std::inner_product(sums.pinball.begin(), sums.pinball.end(), weights.begin(), 0.0) /
                 static_cast<double>(sums.rows);
  metrics.wql = mean_of_deciles(levels, metrics.level_loss);
  metrics.wql_all =
      std::accumulate(metrics.level_loss.begin(), metrics.level_loss.end(), 0.0) / static_cast<double>(levels.size());
  metrics.p50 = at_level(levels, metrics.level_loss, 0.5);
  metrics.p90 = at_level(levels, metrics.level_loss, 0.9);
}

}  // namespace demandcast
