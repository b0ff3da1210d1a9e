// A weekly history with a ragged season and a Christmas that models of one to two years should repeat; for tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/core/random.h"

namespace demandcast {

inline constexpr int kChristmasWeek = 46;  ///< of 52, from the first

/// 200, growing by a quarter a week, with a season of standard deviation 10, 90 more in kChristmasWeek, and noise.
inline std::vector<double> christmas_weeks(int length, double noise, double strength = 1, std::uint64_t seed = 3) {
  RandomStream shape(11, 1), random(seed, 1);
  std::vector<double> season, y;
  for (int j = 0; j < 52; ++j) season.push_back(10 * shape.normal() + (j == kChristmasWeek ? 90 : 0));
  for (int t = 0; t < length; ++t) y.push_back(200 + 0.25 * t + strength * season[t % 52] + noise * random.normal());
  return y;
}

}  // namespace demandcast
