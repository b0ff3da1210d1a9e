// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/nelder_mead.h"

#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

using Numbers = std::vector<double>;

double rosenbrock(const Numbers& x) {
  const double valley = x[1] - x[0] * x[0], slope = 1 - x[0];
  return 100 * valley * valley + slope * slope;
}

TEST(NelderMead, FindsTheFloorOfRosenbrocksValley) {
  const auto found = nelder_mead(rosenbrock, {-1.2, 1}, {-5, -5}, {5, 5});
  EXPECT_NEAR(found.x[0], 1, 1e-6);
  EXPECT_NEAR(found.x[1], 1, 1e-6);
  EXPECT_EQ(found.value, rosenbrock(found.x));
}

TEST(NelderMead, StaysWithinTheBoxAndFindsTheMinimumOnItsFace) {
  const auto within = [](const Numbers& x) {
    EXPECT_LE(x[0], 0.5);
    return rosenbrock(x);
  };
  const auto found = nelder_mead(within, {-1.2, 1}, {-5, -5}, {0.5, 5});
  EXPECT_NEAR(found.x[0], 0.5, 1e-6);
  EXPECT_NEAR(found.x[1], 0.25, 1e-6);
}

TEST(NelderMead, WalksAroundPointsThatAreNotNumbers) {
  const auto holed = [](const Numbers& x) { return x[0] < 0 ? std::nan("") : (x[0] - 2) * (x[0] - 2) + 1; };
  EXPECT_NEAR(nelder_mead(holed, {0.0}, {-10}, {10}).x[0], 2, 1e-4);
}

TEST(NelderMead, ReturnsTheStartWhereThereIsNothingToMove) {
  EXPECT_EQ(nelder_mead([](const Numbers&) { return 3.0; }, {}, {}, {}).value, 3);
  EXPECT_EQ(nelder_mead([](const Numbers&) { return 3.0; }, {4}, {0}, {9}).x, Numbers{4});
}

TEST(NelderMead, IsNotFooledByPointsLevelOnEitherSideOfTheMinimum) {
  const auto bowl = [](const Numbers& x) { return (x[0] - 1.025) * (x[0] - 1.025) + 1; };
  EXPECT_NEAR(nelder_mead(bowl, {1}, {-5}, {5}).x[0], 1.025, 1e-4);
}

}  // namespace
}  // namespace demandcast
