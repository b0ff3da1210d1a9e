// Puts the families of metrics together.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/metrics.h"

#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {
namespace {

Metrics undefined_metrics(std::size_t levels) {
  Metrics m;
  for (double* value : {&m.wql, &m.wql_all, &m.p50, &m.p90, &m.crps, &m.mase, &m.rmsse, &m.wape, &m.bias, &m.coverage80,
                        &m.coverage80_pit, &m.coverage80_pit_se, &m.coverage80_pit_low, &m.coverage80_pit_high,
                        &m.width80, &m.excess_volatility, &m.sfpc}) {
    *value = kUndefined;
  }
  m.level_loss.assign(levels, kUndefined);
  m.below.assign(levels, kUndefined);
  m.below_pit.assign(levels, kUndefined);
  m.below_pit_low.assign(levels, kUndefined);
  m.below_pit_high.assign(levels, kUndefined);
  return m;
}

}  // namespace

std::optional<std::size_t> find_level(const std::vector<double>& levels, double level) {
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (std::abs(levels[i] - level) < 1e-9) return i;
  }
  return std::nullopt;
}

double total_demand(const ScoredTable& table, ScoredRows rows) {
  double total = 0;
  for (const std::size_t row : rows) total += std::abs(table.actual[row]);
  return total;
}

Metrics compute_metrics(const ScoredTable& table, std::span<const std::size_t> rows) {
  Metrics metrics = undefined_metrics(table.forecasts.levels.size());
  std::vector<std::size_t> scored;
  for (const std::size_t row : rows) {
    if (!std::isnan(table.actual[row])) scored.push_back(row);
  }
  metrics.rows = scored.size();
  if (scored.empty()) return metrics;
  add_quantile_losses(table, scored, metrics);
  add_point_errors(table, scored, metrics);
  add_calibration(table, scored, metrics);
  add_volatility(table, scored, metrics);
  return metrics;
}

}  // namespace demandcast
