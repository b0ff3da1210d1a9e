// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/paths/score_table.h"

#include <cmath>
#include <numbers>

#include "demandcast/models/calibrated/past/position.h"

namespace demandcast {

const std::array<double, ScoreTable::kNodes>& ScoreTable::positions() {
  static const std::array<double, kNodes> table = [] {
    std::array<double, kNodes> positions{};
    for (std::size_t node = 0; node < kNodes; ++node) {
      const double score =
          static_cast<double>(node) / static_cast<double>(kNodesInOne) - static_cast<double>(kFarthest);
      positions[node] = position_of(0.5 * std::erfc(-score / std::numbers::sqrt2));
    }
    return positions;
  }();
  return table;
}

ScoreTable::ScoreTable(const QuantileCurve& curve) {
  const auto& at = positions();
  for (std::size_t node = 0; node < kNodes; ++node)
    nodes_[node] = static_cast<float>(std::max(0.0, curve.value(at[node])));
}

}  // namespace demandcast
