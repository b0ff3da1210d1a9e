// From normal scores to demand, by table.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {

/// The quantile of `curve` at the normal probability of a score, not below zero: exact at scores a sixteenth apart,
/// linear between them, held beyond +-4.5.
class ScoreTable {
 public:
  explicit ScoreTable(const QuantileCurve& curve);
  float operator()(float score) const {
    const float at = (std::clamp(score, -kFarthest, kFarthest) + kFarthest) * kNodesInOne;
    const auto cell = std::min(static_cast<std::size_t>(at), kNodes - 2);
    return nodes_[cell] + (at - static_cast<float>(cell)) * (nodes_[cell + 1] - nodes_[cell]);
  }

 private:
  static constexpr float kFarthest = 4.5F, kNodesInOne = 16;
  static constexpr std::size_t kNodes = 145;
  static const std::array<double, kNodes>& positions();

  std::array<float, kNodes> nodes_;
};

}  // namespace demandcast
