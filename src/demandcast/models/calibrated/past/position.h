// Probabilities on the logistic scale, where tails have room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

namespace demandcast {

/// Positions stay within +-kFarthest: a probability of 6e-6 from 0 or 1.
inline constexpr double kFarthestPosition = 12;

/// log(p / (1 - p)), held within +-kFarthestPosition; `probability` in [0, 1].
inline double position_of(double probability) {
  const double position = std::log(probability) - std::log1p(-probability);
  return std::clamp(position, -kFarthestPosition, kFarthestPosition);
}

inline double probability_of(double position) { return 1 / (1 + std::exp(-position)); }

}  // namespace demandcast
