// Errors of the median and of the mean: WAPE, bias, and the scaled errors MASE and RMSSE.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {
namespace {

double mean_of(const ScaledSum& sum) { return ratio(sum.sum, static_cast<double>(sum.pairs)); }

auto pair_of(const ForecastTable& forecasts, std::size_t row) {
  return std::tuple(forecasts.series[row], forecasts.cutoff[row]);
}

std::vector<std::size_t> in_order_of_pairs(const ForecastTable& forecasts, ScoredRows rows) {
  std::vector<std::size_t> sorted(rows.begin(), rows.end());
  const auto before = [&](std::size_t a, std::size_t b) { return pair_of(forecasts, a) < pair_of(forecasts, b); };
  if (!std::is_sorted(sorted.begin(), sorted.end(), before)) std::stable_sort(sorted.begin(), sorted.end(), before);
  return sorted;
}

void sum_scaled_errors(const ScoredTable& table, ScoredRows rows, std::optional<std::size_t> median, MetricSums& sums) {
  const std::vector<std::size_t> sorted = in_order_of_pairs(table.forecasts, rows);
  for (std::size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
    double absolute = 0, squared = 0;
    const auto pair = pair_of(table.forecasts, sorted[begin]);
    for (; end < sorted.size() && pair_of(table.forecasts, sorted[end]) == pair; ++end) {
      const std::size_t row = sorted[end];
      absolute += median ? std::abs(table.actual[row] - quantile(table, row, *median)) : kUndefined;
      squared += std::pow(table.actual[row] - table.forecasts.mean[row], 2);
    }
    const auto count = static_cast<double>(end - begin);
    sums.mase.add(absolute / count, table.mase_scale[sorted[begin]]);
    sums.rmsse.add(std::sqrt(squared / count), table.rmsse_scale[sorted[begin]]);
  }
}

}  // namespace

void sum_point_errors(const ScoredTable& table, ScoredRows rows, MetricSums& sums) {
  const auto median = find_level(table.forecasts.levels, 0.5);
  sum_scaled_errors(table, rows, median, sums);
  if (!median) return;
  for (const std::size_t row : rows) {
    const double error = quantile(table, row, *median) - table.actual[row];
    sums.absolute += std::abs(error);
    sums.signed_error += error;
  }
}

void add_point_errors(const MetricSums& sums, const Levels& levels, Metrics& metrics) {
  metrics.mase = mean_of(sums.mase);
  metrics.mase_left_out = sums.mase.left_out;
  metrics.rmsse = mean_of(sums.rmsse);
  if (!find_level(levels, 0.5)) return;
  metrics.wape = ratio(sums.absolute, sums.demand);
  metrics.bias = ratio(sums.signed_error, sums.demand);
}

}  // namespace demandcast
