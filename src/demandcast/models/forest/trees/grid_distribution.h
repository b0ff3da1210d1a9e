// A distribution over the values of a target grid, made of leaves.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/models/forest/trees/target_grid.h"

namespace demandcast {

/// Leaves that all weigh the same, each evenly spread over its targets. Weights are whole numbers, so that what is
/// taken back leaves nothing behind. Borrows the grid; looks only at the part of it that holds any.
class GridDistribution {
 public:
  /// `most_leaves`, at most 2^30, that it is to hold at once.
  GridDistribution(const TargetGrid& grid, std::size_t most_leaves);

  void clear();
  /// A leaf by its targets, which rise.
  void add(std::span<const TargetCode> targets) { spread(targets, 1), ++leaves_; }
  /// One that was added.
  void take_back(std::span<const TargetCode> targets) { spread(targets, -1), --leaves_; }

  double mean() const;
  /// The smallest grid value z at which the weights up to z reach each of the rising `levels` of all, but for roundings
  /// of the leaves' targets to whole weights.
  void quantiles(std::span<const double> levels, std::span<double> values) const;
  /// Calls of_value(value, share) for each grid value that has a share of the whole, rising.
  void for_each(auto&& of_value) const {
    for (std::size_t code = begin_; code < end_; ++code) {
      if (weights_[code] > 0) of_value(grid_->values()[code], weights_[code] / total());
    }
  }

 private:
  using Weight = std::int32_t;
  double total() const { return static_cast<double>(unit_) * static_cast<double>(leaves_); }
  void spread(std::span<const TargetCode> targets, Weight sign);

  const TargetGrid* grid_;
  Weight unit_;                      ///< of a leaf, a power of two
  std::int64_t leaves_ = 0;          ///< held
  std::vector<Weight> weights_;      ///< [code], up to whole blocks
  std::size_t begin_ = 0, end_ = 0;  ///< of the codes that were added
};

}  // namespace demandcast
