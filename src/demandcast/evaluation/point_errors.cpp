// Errors of the median and of the mean: WAPE, bias, and the scaled errors MASE and RMSSE.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {
namespace {

/// Mean over (series, cutoff) of an error divided by its scale.
struct ScaledMean {
  double sum = 0;
  std::size_t pairs = 0, left_out = 0;

  void add(double error, double scale) {
    if (scale > 0) {
      sum += error / scale;
      ++pairs;
    } else {
      ++left_out;
    }
  }
  double mean() const { return ratio(sum, static_cast<double>(pairs)); }
};

auto pair_of(const ForecastTable& forecasts, std::size_t row) {
  return std::tuple(forecasts.series[row], forecasts.cutoff[row]);
}

std::vector<std::size_t> in_order_of_pairs(const ForecastTable& forecasts, ScoredRows rows) {
  std::vector<std::size_t> sorted(rows.begin(), rows.end());
  const auto before = [&](std::size_t a, std::size_t b) { return pair_of(forecasts, a) < pair_of(forecasts, b); };
  if (!std::is_sorted(sorted.begin(), sorted.end(), before)) std::stable_sort(sorted.begin(), sorted.end(), before);
  return sorted;
}

void add_scaled_errors(const ScoredTable& table, ScoredRows rows, std::optional<std::size_t> median, Metrics& metrics) {
  const std::vector<std::size_t> sorted = in_order_of_pairs(table.forecasts, rows);
  ScaledMean mase, rmsse;
  for (std::size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
    double absolute = 0, squared = 0;
    const auto pair = pair_of(table.forecasts, sorted[begin]);
    for (; end < sorted.size() && pair_of(table.forecasts, sorted[end]) == pair; ++end) {
      const std::size_t row = sorted[end];
      absolute += median ? std::abs(table.actual[row] - quantile(table, row, *median)) : kUndefined;
      squared += std::pow(table.actual[row] - table.forecasts.mean[row], 2);
    }
    const auto count = static_cast<double>(end - begin);
    mase.add(absolute / count, table.mase_scale[sorted[begin]]);
    rmsse.add(std::sqrt(squared / count), table.rmsse_scale[sorted[begin]]);
  }
  metrics.mase = mase.mean();
  metrics.mase_left_out = mase.left_out;
  metrics.rmsse = rmsse.mean();
}

}  // namespace

void add_point_errors(const ScoredTable& table, ScoredRows rows, Metrics& metrics) {
  const auto median = find_level(table.forecasts.levels, 0.5);
  add_scaled_errors(table, rows, median, metrics);
  if (!median) return;
  double absolute = 0, signed_sum = 0;
  for (const std::size_t row : rows) {
    const double error = quantile(table, row, *median) - table.actual[row];
    absolute += std::abs(error);
    signed_sum += error;
  }
  const double total = total_demand(table, rows);
  metrics.wape = ratio(absolute, total);
  metrics.bias = ratio(signed_sum, total);
}

}  // namespace demandcast
