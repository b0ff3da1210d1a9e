// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/tree.h"

#include <algorithm>

#include "demandcast/core/error.h"

namespace demandcast {

std::uint64_t Tree::split_node(const SplitRule& rule, std::uint32_t left) {
  return std::uint64_t{rule.feature} << 39 | std::uint64_t{rule.absent_left} << 38 | std::uint64_t{rule.bin} << 30 |
         left;
}

std::uint64_t Tree::leaf_node(std::uint32_t leaf) { return std::uint64_t{1} << 63 | leaf; }

void Tree::check(std::size_t feature_count, std::size_t grid_size) const {
  bool sound = !nodes.empty() && offsets.size() >= 2 && offsets.front() == 0 && offsets.back() == codes.size() &&
               std::ranges::adjacent_find(offsets, std::greater_equal<>()) == offsets.end() &&
               std::ranges::all_of(codes, [&](TargetCode code) { return code < grid_size; });
  for (std::size_t i = 0; sound && i < nodes.size(); ++i) {
    const std::uint64_t node = nodes[i];
    sound = is_leaf(node) ? next(node) + 1 < offsets.size()
                          : next(node) > i && next(node) + 1 < nodes.size() && feature(node) < feature_count;
  }
  if (!sound) throw FormatError("[forest] a tree's nodes or leaves make no sense; fit the model again");
}

}  // namespace demandcast
