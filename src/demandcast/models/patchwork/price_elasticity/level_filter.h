// Regression on top of a level that wanders: what a Kalman filter leaves of each column, and the level itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/patchwork/price_elasticity/small_matrix.h"

namespace demandcast {

/// Columns next to each other, [time, column]; each is observed with the same variance.
struct FilteredColumns {
  std::span<const double> cells;     ///< [time, column]
  std::size_t columns = 0;           ///< per period
  std::span<const double> variance;  ///< [time] of what is observed around the level; NaN = no cell
};

/// Products of the columns' innovations over their variance, [column, column], and the sum of the variances'
/// logarithms: generalised least squares of one column on others is least squares of these [de Jong 1991].
struct InnovationSums {
  SmallMatrix products;
  double log_variance = 0;
  std::size_t cells = 0;  ///< beyond the first, which sets the level
};

/// `drift` is the variance of the level's steps. The level starts anywhere (diffuse). O(time * columns^2).
InnovationSums innovation_sums(const FilteredColumns& columns, double drift);

/// [time] the level of one column, given all of its cells; before the first and after the last it stays. O(time).
std::vector<double> smoothed_level(std::span<const double> cells, std::span<const double> variance, double drift);

}  // namespace demandcast
