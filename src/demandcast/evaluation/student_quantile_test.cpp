// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/student_quantile.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace demandcast {
namespace {

TEST(StudentQuantile, OfOneAndTwoDegreesHasItsClosedForm) {
  for (const double level : {0.6, 0.9, 0.975, 0.995}) {
    EXPECT_NEAR(student_quantile(level, 1), std::tan(std::numbers::pi * (level - 0.5)), 1e-7) << level;
    const double a = 4 * level * (1 - level);
    EXPECT_NEAR(student_quantile(level, 2), (2 * level - 1) * std::sqrt(2 / a), 1e-7) << level;
  }
}

TEST(StudentQuantile, IsThatOfScipyForWholeAndBrokenDegrees) {  // scipy.stats.t.ppf 1.15
  EXPECT_NEAR(student_quantile(0.975, 2.5), 3.5746548420036817, 1e-7);
  EXPECT_NEAR(student_quantile(0.9, 2.5), 1.7302509288071766, 1e-7);
  EXPECT_NEAR(student_quantile(0.975, 5), 2.5705818356363146, 1e-7);
  EXPECT_NEAR(student_quantile(0.975, 37.3), 2.0256425230779604, 1e-7);
  EXPECT_NEAR(student_quantile(0.975, 1e4), 1.960201239890626, 1e-7);
  EXPECT_EQ(student_quantile(0.975, 1e9), student_quantile(0.975, 1e4));
}

TEST(StudentQuantile, OfTheMiddleIsZero) { EXPECT_NEAR(student_quantile(0.5, 3), 0, 1e-9); }

}  // namespace
}  // namespace demandcast
