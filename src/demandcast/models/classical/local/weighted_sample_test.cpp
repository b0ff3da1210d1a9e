// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/weighted_sample.h"

#include <gtest/gtest.h>

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

TEST(WeightedSample, CountsALevelThatEqualsAShareUpToRoundingAsReached) {
  const WeightedSample sample({1, 2, 3, 4, 5}, {0.1, 0.1, 0.1, 0.1, 0.1});
  EXPECT_EQ(sample.quantile(0.6), 3);
  EXPECT_EQ(sample.quantile(0.2), 1);
}

}  // namespace
}  // namespace demandcast
