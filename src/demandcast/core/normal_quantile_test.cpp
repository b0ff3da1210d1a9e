// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/normal_quantile.h"

#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

TEST(NormalQuantile, UndoesTheDistributionFunctionEverywhere) {
  for (const double level : {1e-300, 1e-12, 1e-4, 0.07, 0.1, 0.3, 0.5, 0.8, 0.975, 0.9999}) {
    const double back = 0.5 * std::erfc(-normal_quantile(level) / std::sqrt(2.0));
    EXPECT_NEAR(back / level, 1, 1e-11) << level;
  }
}

TEST(NormalQuantile, GivesTheWellKnownNumbers) {
  EXPECT_DOUBLE_EQ(normal_quantile(0.5), 0);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-15);
  EXPECT_NEAR(normal_quantile(0.1), -1.2815515655446004, 1e-15);
}

}  // namespace
}  // namespace demandcast
