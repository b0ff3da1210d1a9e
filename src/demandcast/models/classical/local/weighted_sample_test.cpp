// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/weighted_sample.h"

#include <gtest/gtest.h>

#include <vector>

namespace demandcast {
namespace {

TEST(WeightedSample, IsTheStepFunctionOfItsWeights) {
  const WeightedSample sample({5, 1, 3}, {2, 1, 1});
  EXPECT_EQ(sample.quantile(0.1), 1);
  EXPECT_EQ(sample.quantile(0.25), 1);
  EXPECT_EQ(sample.quantile(0.26), 3);
  EXPECT_EQ(sample.quantile(0.5), 3);
  EXPECT_EQ(sample.quantile(0.51), 5);
}

TEST(WeightedSample, OrdersCountsAsItOrdersOtherNumbers) {
  const std::vector<double> counts{3, 0, 7, 3, 1024, 1, 0, 3, 12}, weights{1, 2, 3, 4, 5, 6, 7, 8, 9};
  std::vector<double> others = counts;
  for (double& value : others) value += 0.5;
  const WeightedSample of_counts(counts, weights), of_others(others, weights);
  for (double level = 0.01; level < 1; level += 0.01) {
    EXPECT_EQ(of_counts.quantile(level) + 0.5, of_others.quantile(level)) << level;
  }
}

TEST(WeightedSample, CountsALevelThatEqualsAShareUpToRoundingAsReached) {
  const WeightedSample sample({1, 2, 3, 4, 5}, {0.1, 0.1, 0.1, 0.1, 0.1});
  EXPECT_EQ(sample.quantile(0.6), 3);
  EXPECT_EQ(sample.quantile(0.2), 1);
}

}  // namespace
}  // namespace demandcast
