// A catalogue of known truth for tests of models that learn across series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <vector>

#include "demandcast/core/random.h"
#include "demandcast/features/features_test.h"

namespace demandcast {

inline constexpr int kWeeks = 90, kSteps = 4;
inline constexpr Period kOrigin = 100 + kWeeks - 1;

/// Poisson demand whose mean doubles in promoted weeks: one week in six, another one for each series.
struct Promoted {
  Panel panel;
  std::vector<double> level;                 ///< [series] mean without a promotion
  std::vector<std::vector<float>> promoted;  ///< [series, week]
  double mean(std::size_t series, int week) const {
    return level[series] * (promoted[series][static_cast<std::size_t>(week)] > 0 ? 2 : 1);
  }
};

inline Promoted promoted_catalogue(std::size_t series) {
  Promoted all;
  std::vector<std::vector<float>> targets;
  RandomStream random(11, 1);
  for (std::size_t s = 0; s < series; ++s) {
    all.level.push_back(20 * std::exp(0.5 * random.normal()));
    std::vector<float> plan, y;
    for (int t = 0; t < kWeeks + kSteps; ++t) plan.push_back((t + static_cast<int>(s)) % 6 == 0 ? 1.0F : 0.0F);
    all.promoted.push_back(std::move(plan));
    for (int t = 0; t < kWeeks; ++t) y.push_back(static_cast<float>(random.poisson(all.mean(s, t))));
    targets.push_back(std::move(y));
  }
  all.panel = weekly_panel(std::move(targets), {weekly_channel("promotion", ChannelRole::kKnownFuture, all.promoted)});
  return all;
}

}  // namespace demandcast
