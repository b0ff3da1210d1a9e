// The leaves of several rows of a tree at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "demandcast/models/forest/trees/row_readings.h"
#include "demandcast/models/forest/trees/tree.h"

namespace demandcast {

/// [row] its leaf, as Tree::leaf_of finds it. The rows take each step together, for each step waits for memory, and
/// without branches, for which way a row goes cannot be guessed. O(rows * depth).
inline std::array<std::uint32_t, RowReadings::kRows> leaves_of(const Tree& tree, const RowReadings& rows) {
  const std::uint64_t* const nodes = tree.nodes.data();
  const Bin* const readings = rows.data();
  std::array<std::uint64_t, RowReadings::kRows> at;  // the nodes themselves: eight of them fit the registers
  at.fill(nodes[0]);
  const auto step = [&](std::size_t row) {
    const Bin read = readings[Tree::reading(at[row]) * RowReadings::kRows + row];
    return at[row] = nodes[Tree::next_for_reading(at[row], read)];
  };
  const auto step_all = [&]<std::size_t... kRow>(std::index_sequence<kRow...>) { return (step(kRow) | ...); };
  while (!Tree::is_leaf(step_all(std::make_index_sequence<RowReadings::kRows>()))) {
  }
  std::array<std::uint32_t, RowReadings::kRows> leaves;
  std::ranges::transform(at, leaves.begin(), Tree::next);
  return leaves;
}

}  // namespace demandcast
