// Puts the families of metrics together.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/metrics.h"

#include <utility>

#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {
namespace {

Metrics undefined_metrics(std::size_t levels) {
  Metrics m;
  for (double* value : {&m.wql, &m.wql_all, &m.p50, &m.p90, &m.crps, &m.mase, &m.rmsse, &m.wape, &m.bias, &m.coverage80,
                        &m.coverage80_pit, &m.coverage80_pit_se, &m.coverage80_pit_low, &m.coverage80_pit_high,
                        &m.width80, &m.excess_volatility, &m.sfpc, &m.cost}) {
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

void MetricSums::add(const MetricSums& part) {
  if (part.rows == 0) return;
  if (rows == 0) {
    *this = part;
    return;
  }
  rows += part.rows;
  demand += part.demand;
  for (std::size_t i = 0; i < pinball.size(); ++i) pinball[i] += part.pinball[i];
  for (std::size_t i = 0; i < below.size(); ++i) below[i] += part.below[i];
  for (auto [sum, more] : {std::pair(&mase, &part.mase), std::pair(&rmsse, &part.rmsse)}) {
    sum->sum += more->sum;
    sum->pairs += more->pairs;
    sum->left_out += more->left_out;
  }
  absolute += part.absolute;
  signed_error += part.signed_error;
  inside += part.inside;
  width += part.width;
  shares.add(part.shares);
  cost += part.cost;
  revisions += part.revisions;
  excess += part.excess;
  revised_demand += part.revised_demand;
  change += part.change;
  drift.add(part.drift);
  revision_slope.add(part.revision_slope);
  error_slope.add(part.error_slope);
}

MetricSums metric_sums(const ScoredTable& table, std::span<const std::size_t> rows) {
  std::vector<std::size_t> scored;
  for (const std::size_t row : rows) {
    if (!std::isnan(table.actual[row])) scored.push_back(row);
  }
  MetricSums sums;
  sums.rows = scored.size();
  if (scored.empty()) return sums;
  for (const std::size_t row : scored) sums.demand += std::abs(table.actual[row]);
  sum_quantile_losses(table, scored, sums);
  sum_point_errors(table, scored, sums);
  sum_calibration(table, scored, sums);
  sum_newsvendor_cost(table, scored, sums);
  sum_revisions(table, scored, sums);
  return sums;
}

Metrics metrics_of(const MetricSums& sums, const std::vector<double>& levels) {
  Metrics metrics = undefined_metrics(levels.size());
  metrics.rows = sums.rows;
  if (sums.rows == 0) return metrics;
  add_quantile_losses(sums, levels, metrics);
  add_point_errors(sums, levels, metrics);
  add_calibration(sums, levels, metrics);
  add_volatility(sums, levels, metrics);
  metrics.cost = sums.cost;
  return metrics;
}

Metrics compute_metrics(const ScoredTable& table, std::span<const std::size_t> rows) {
  return metrics_of(metric_sums(table, rows), table.forecasts.levels);
}

}  // namespace demandcast
