// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/croston/exponential_smoothing.h"

#include <gtest/gtest.h>

#include <numeric>

namespace demandcast {
namespace {

const std::vector<double> kValues{3, 1, 12, 2, 5, 1, 7};

TEST(ExponentialSmoothing, WeightsSumToOneAndGiveTheLevel) {
  for (const double smoothing : {0.0, 0.1, 0.5, 1.0}) {
    const auto weights = smoothing_weights(kValues.size(), smoothing);
    EXPECT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.0), 1, 1e-15) << smoothing;
    EXPECT_NEAR(std::inner_product(weights.begin(), weights.end(), kValues.begin(), 0.0),
                smoothed_level(kValues, smoothing), 1e-14)
        << smoothing;
  }
}

TEST(ExponentialSmoothing, StartsAtTheFirstValue) {
  EXPECT_DOUBLE_EQ(smoothed_level(std::vector{4.0}, 0.1), 4);
  EXPECT_DOUBLE_EQ(smoothed_level(std::vector{4.0, 6.0}, 0.1), 4.2);
}

TEST(ExponentialSmoothing, BestSmoothingHasNoBetterNeighbourOnAGrid) {
  const std::vector<double> wandering{5, 6, 7, 6, 8, 9, 8, 7, 6, 7, 8, 6, 9, 11, 10};
  const auto errors = [&](double smoothing) {
    double level = wandering[0], sum = 0;
    for (std::size_t i = 1; i < wandering.size(); ++i) {
      sum += (wandering[i] - level) * (wandering[i] - level);
      level = smoothing * wandering[i] + (1 - smoothing) * level;
    }
    return sum;
  };
  const double best = best_smoothing(wandering, 0.05, 0.9);
  EXPECT_GT(best, 0.1);  // within, not at an end
  EXPECT_LT(best, 0.8);
  for (double other = 0.05; other < 0.9; other += 0.01) EXPECT_LE(errors(best), errors(other) + 1e-9) << other;
}

}  // namespace
}  // namespace demandcast
