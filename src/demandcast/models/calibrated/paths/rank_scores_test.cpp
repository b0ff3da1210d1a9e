// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/paths/rank_scores.h"

#include <gtest/gtest.h>

#include <vector>

namespace demandcast {
namespace {

TEST(RankScores, AreNormalQuantilesOfTheRanksAtEachStep) {
  std::vector<float> paths{5, 100, 7, 300, 6, 200};  // three paths of two steps
  RandomStream random(1, 1);
  scores_by_rank(paths, 2, random);
  const float outer = 0.9674216F;  // normal quantile of 5/6
  const std::vector<float> wanted{-outer, -outer, outer, outer, 0, 0};
  for (std::size_t k = 0; k < 6; ++k) EXPECT_NEAR(paths[k], wanted[k], 1e-5) << k;
}

TEST(RankScores, OfEqualValuesDoNotGoTogetherOverTheSteps) {
  constexpr std::size_t kCount = 4000;
  std::vector<float> paths(2 * kCount, 0.0F);
  RandomStream random(1, 1);
  scores_by_rank(paths, 2, random);
  double product = 0;
  for (std::size_t p = 0; p < kCount; ++p) product += static_cast<double>(paths[2 * p] * paths[2 * p + 1]) / kCount;
  EXPECT_NEAR(product, 0, 0.06);
}

}  // namespace
}  // namespace demandcast
