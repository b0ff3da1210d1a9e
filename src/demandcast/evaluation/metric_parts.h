// The families of metrics, one file each; metric_sums and metrics_of call them all. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "demandcast/evaluation/metric_sums.h"

namespace demandcast {

using ScoredRows = std::span<const std::size_t>;  ///< row numbers, each with a truth, at least one

inline constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// [Koenker & Bassett 1978] loss of the quantile `forecast` at `level` when `y` comes true.
inline double pinball(double y, double forecast, double level) {
  return std::max(level * (y - forecast), (level - 1) * (y - forecast));
}

/// NaN where the denominator is zero.
inline double ratio(double numerator, double denominator) {
  return denominator == 0 ? kUndefined : numerator / denominator;
}

/// Index of a level, up to rounding; nothing when it was not asked for.
std::optional<std::size_t> find_level(const std::vector<double>& levels, double level);
/// Quantile of a row at an index from find_level.
inline double quantile(const ScoredTable& table, std::size_t row, std::size_t level) {
  return table.forecasts.quantiles[row * table.forecasts.levels.size() + level];
}
void sum_quantile_losses(const ScoredTable& table, ScoredRows rows, MetricSums& sums);
void sum_point_errors(const ScoredTable& table, ScoredRows rows, MetricSums& sums);
void sum_calibration(const ScoredTable& table, ScoredRows rows, MetricSums& sums);
void sum_newsvendor_cost(const ScoredTable& table, ScoredRows rows, MetricSums& sums);
void sum_revisions(const ScoredTable& table, ScoredRows rows, MetricSums& sums);

using Levels = std::vector<double>;
void add_quantile_losses(const MetricSums& sums, const Levels& levels, Metrics& metrics);  ///< wql ... crps, level_loss
void add_point_errors(const MetricSums& sums, const Levels& levels, Metrics& metrics);     ///< mase ... bias
void add_calibration(const MetricSums& sums, const Levels& levels,
                     Metrics& metrics);  ///< coverage80 ... below_pit_high
void add_volatility(const MetricSums& sums, const Levels& levels,
                    Metrics& metrics);  ///< excess_volatility ... error_slope

}  // namespace demandcast
