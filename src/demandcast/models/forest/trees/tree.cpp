// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/tree.h"

#include <algorithm>

#include "demandcast/core/error.h"

namespace demandcast {

std::uint64_t Tree::split_node(const SplitRule& rule, std::uint32_t left) {
  return std::uint64_t{rule.feature} << 41 | std::uint64_t{rule.absent_left} << 40 | std::uint64_t{left} << 8 |
         static_cast<Bin>(kBeyondAll - rule.bin);
}

std::uint64_t Tree::leaf_node(std::uint32_t self) { return std::uint64_t{self} << 8; }

void Tree::check(std::size_t feature_count, std::size_t grid_size) const {
  bool sound = !nodes.empty() && offsets.size() == nodes.size() + 1 && offsets.front() == 0 &&
               offsets.back() == codes.size() && std::ranges::is_sorted(offsets) &&
               std::ranges::all_of(codes, [&](TargetCode code) { return code < grid_size; });
  for (std::uint32_t i = 0; sound && i < nodes.size(); ++i) {
    const std::uint64_t node = nodes[i];
    const bool holds = offsets[i] < offsets[i + 1];
    sound = is_leaf(node) ? node == leaf_node(i) && holds
                          : next(node) > i && next(node) < nodes.size() - 1 && feature(node) < feature_count && !holds;
  }
  if (!sound) throw FormatError("[forest] a tree's nodes or leaves make no sense; fit the model again");
}

}  // namespace demandcast
