// A distribution over the values of a target grid, made of leaves.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/forest/trees/target_grid.h"

namespace demandcast {

/// Weights on a grid that are to sum to 1 when it is asked. Borrows the grid; looks only at the part of it that holds
/// any.
class GridDistribution {
 public:
  explicit GridDistribution(const TargetGrid& grid) : grid_(&grid), weights_(grid.size(), 0) { clear(); }

  void clear();
  /// `weight`, which may be negative to take back what was added, spread evenly over the targets, which rise.
  void add(std::span<const TargetCode> targets, double weight);
  double mean() const;
  /// [place on the grid]
  std::span<const double> weights() const { return weights_; }
  /// The smallest grid value z at which the weights up to z reach each of the rising `levels`.
  void quantiles(std::span<const double> levels, std::span<double> values) const;

 private:
  const TargetGrid* grid_;
  std::vector<double> weights_;         ///< [code]
  std::ptrdiff_t begin_ = 0, end_ = 0;  ///< of the codes that were added
};

}  // namespace demandcast
