// One tree: where to go from each node, and which targets lie in each leaf.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/core/shared_array.h"
#include "demandcast/models/forest/trees/bin_edges.h"
#include "demandcast/models/forest/trees/target_grid.h"

namespace demandcast {

/// A question: is the feature's bin at most `bin`? Rows without the feature go where training found
/// best.
struct SplitRule {
  std::uint32_t feature = 0;
  Bin bin = 0;
  bool absent_left = false;

  bool goes_left(Bin of_row) const { return of_row == kAbsentBin ? absent_left : of_row <= bin; }
  bool operator==(const SplitRule&) const = default;
};

/// Nodes in the order in which they were made; node 0 is the root. A node either splits or is a leaf.
class Tree {
 public:
  static constexpr std::uint32_t kMostFeatures = 1u << 24;

  /// A split whose left and right nodes are `left` and `left` + 1.
  static std::uint64_t split_node(const SplitRule& rule, std::uint32_t left);
  static std::uint64_t leaf_node(std::uint32_t leaf);

  /// The leaf of a row given by the bins of all features, 0 where absent. O(depth).
  std::uint32_t leaf_of(std::span<const Bin> bins) const {
    std::uint64_t node = nodes[0];
    while (!is_leaf(node)) node = nodes[next_for(node, bins[feature(node)])];
    return next(node);
  }
  std::span<const TargetCode> targets(std::uint32_t leaf) const {
    return {codes.data() + offsets[leaf], codes.data() + offsets[leaf + 1]};
  }
  /// Throws FormatError unless every node leads on to a later one, every feature is below `feature_count`, every leaf
  /// holds a target and every target is below `grid_size`.
  void check(std::size_t feature_count, std::size_t grid_size) const;

  static bool is_leaf(std::uint64_t node) { return (node >> 63) != 0; }
  /// Where a row whose feature has this bin goes on from a split.
  static std::uint32_t next_for(std::uint64_t node, Bin bin) {
    const bool left = bin <= split_bin(node) && (bin != kAbsentBin || absent_left(node));
    return next(node) + (left ? 0 : 1);
  }
  static std::uint32_t next(std::uint64_t node) { return static_cast<std::uint32_t>(node & 0x3fffffff); }
  static bool absent_left(std::uint64_t node) { return ((node >> 38) & 1) != 0; }
  /// 2 * feature + absent_left, or 0 of a leaf: which of two readings of a row the node asks for.
  static std::uint32_t reading(std::uint64_t node) { return static_cast<std::uint32_t>((node >> 38) & 0x1ffffff); }
  static Bin split_bin(std::uint64_t node) { return static_cast<Bin>((node >> 30) & 0xff); }
  static std::uint32_t feature(std::uint64_t node) { return static_cast<std::uint32_t>((node >> 39) & 0xffffff); }

  SharedArray<std::uint64_t> nodes;    ///< from the top bit: leaf 1, feature 24, absent left 1, bin 8, next 30
  std::vector<std::uint32_t> offsets;  ///< [leaf + 1]
  SharedArray<TargetCode> codes;       ///< targets of all leaves, rising within a leaf
};

}  // namespace demandcast
