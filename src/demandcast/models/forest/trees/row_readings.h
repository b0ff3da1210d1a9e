// Rows as what the nodes of a tree ask of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "demandcast/features/feature_info.h"
#include "demandcast/models/forest/trees/bin_edges.h"

namespace demandcast {

/// A few rows side by side. A row is read twice for each feature: the bin, or of an absent feature what leads to where
/// the split sends rows without it: a bin above all where that is right, one below all where it is left.
class RowReadings {
 public:
  static constexpr std::size_t kRows = 8;

  /// Borrows the edges. All features of all rows are absent.
  explicit RowReadings(const BinEdges& edges);
  /// What row number `place` is from now on. O(its entries and those of the row before it).
  void read(std::size_t place, const FeatureRow& row);
  /// [Tree::reading, row]
  const Bin* data() const { return readings_.data(); }

 private:
  void set(std::size_t place, std::uint32_t feature, Bin right, Bin left);

  const BinEdges* edges_;
  std::vector<Bin> readings_;                              ///< [2 * feature + absent goes left, row]
  std::array<std::vector<std::uint32_t>, kRows> present_;  ///< [row] its features
};

}  // namespace demandcast
