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

/// Nodes in the order in which they were made; node 0 is the root. A node either splits or is a leaf; a leaf leads to
/// itself, so that rows that go down together may wait for the last of them. A leaf goes by the number of its node.
class Tree {
 public:
  static constexpr std::uint32_t kMostFeatures = 1u << 23;
  static constexpr Bin kBeyondAll = 255;  ///< larger than any bin of a row

  /// A split whose left and right nodes are `left` and `left` + 1.
  static std::uint64_t split_node(const SplitRule& rule, std::uint32_t left);
  static std::uint64_t leaf_node(std::uint32_t self);

  /// The leaf of a row given by the bins of all features, 0 where absent. O(depth).
  std::uint32_t leaf_of(std::span<const Bin> bins) const {
    std::uint32_t at = 0;
    while (!is_leaf(nodes[at])) at = next_for(nodes[at], bins[feature(nodes[at])]);
    return at;
  }
  std::span<const TargetCode> targets(std::uint32_t leaf) const {
    return {codes.data() + offsets[leaf], codes.data() + offsets[leaf + 1]};
  }
  /// Throws FormatError unless every split leads on to later nodes, every leaf to itself, every feature is below
  /// `feature_count`, every leaf holds a target and every target is below `grid_size`.
  void check(std::size_t feature_count, std::size_t grid_size) const;

  static bool is_leaf(std::uint64_t node) { return static_cast<Bin>(node) == 0; }
  /// Where a row whose feature has this bin goes on from a split.
  static std::uint32_t next_for(std::uint64_t node, Bin bin) {
    const bool left = bin <= split_bin(node) && (bin != kAbsentBin || absent_left(node));
    return next(node) + (left ? 0 : 1);
  }
  /// 2 * feature + absent_left, and 0 of a leaf: which of a row's readings the node asks for (see row_readings.h).
  static std::size_t reading(std::uint64_t node) { return node >> 40; }
  /// Where a row goes on for what it reads, which is added to the lowest 8 bits: beyond them it carries over.
  static std::uint32_t next_for_reading(std::uint64_t node, Bin read) { return next(node + read); }
  static std::uint32_t next(std::uint64_t node) { return static_cast<std::uint32_t>(node >> 8); }
  static Bin split_bin(std::uint64_t node) { return static_cast<Bin>(kBeyondAll - static_cast<Bin>(node)); }
  static bool absent_left(std::uint64_t node) { return (reading(node) & 1) != 0; }
  static std::uint32_t feature(std::uint64_t node) { return static_cast<std::uint32_t>(node >> 41); }

  SharedArray<std::uint64_t> nodes;    ///< from the top bit: feature 23, absent left 1, next 32, kBeyondAll - bin 8
  std::vector<std::uint32_t> offsets;  ///< [node + 1] into the codes; a split has none
  SharedArray<TargetCode> codes;       ///< targets of all leaves, rising within a leaf
};

}  // namespace demandcast
