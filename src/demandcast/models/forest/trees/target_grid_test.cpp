// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/target_grid.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

TEST(TargetGrid, KeepsZeroForZerosAndEveryFewValuesAsTheyAre) {
  const TargetGrid grid = TargetGrid::of({0, 0, 0, 1, 2, 2, 5});
  EXPECT_EQ(grid.values(), (std::vector<float>{0, 1, 2, 5}));
  EXPECT_EQ(grid.value(grid.code(0)), 0);
  EXPECT_EQ(grid.value(grid.code(0.001F)), 1);
  EXPECT_EQ(grid.value(grid.code(2.2F)), 2);
  EXPECT_EQ(grid.value(grid.code(99)), 5);
}

TEST(TargetGrid, KeepsTheMeanAndTheQuantilesOfManyTargets) {
  std::vector<float> targets;
  RandomStream random(8, 1);
  for (int i = 0; i < 200000; ++i) targets.push_back(static_cast<float>(std::exp(random.normal())));
  const TargetGrid grid = TargetGrid::of(targets);
  EXPECT_LE(grid.size(), TargetGrid::kMost);
  double mean = 0, kept = 0;
  std::vector<float> coded;
  for (const float y : targets) {
    mean += y;
    coded.push_back(grid.value(grid.code(y)));
    kept += coded.back();
  }
  EXPECT_NEAR(kept / mean, 1, 1e-3);
  std::ranges::sort(targets);
  std::ranges::sort(coded);
  for (const std::size_t rank : {std::size_t{2000}, std::size_t{100000}, std::size_t{198000}, std::size_t{199800}}) {
    EXPECT_NEAR(coded[rank] / targets[rank], 1, 0.01);
  }
}

}  // namespace
}  // namespace demandcast
