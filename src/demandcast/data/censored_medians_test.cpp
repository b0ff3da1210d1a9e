// Medians beyond a bound: counted by hand, and found again in draws of a known law.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/censored_medians.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

TEST(CensoredMedians, WithoutBoundsAreMediansOfTheValuesFromThereOn) {
  const std::vector<double> values{4, 1, 2, 9, 8};
  const auto medians = censored_medians(values, std::vector<bool>(5, false));
  EXPECT_EQ(medians[1], 4);
  EXPECT_EQ(medians[0], 8);
  EXPECT_EQ(medians[3], 9);
}

TEST(CensoredMedians, GiveABoundsWeightToTheKnownValuesAboveIt) {
  // By hand: 1 has weight 1/5; from the bound on, 4, 7 and 8 share what is left in equal parts.
  const auto medians = censored_medians(std::vector<double>{1, 2, 4, 7, 8}, {false, true, false, false, false});
  EXPECT_EQ(medians[1], 7);
}

TEST(CensoredMedians, CountAKnownValueEqualToTheBoundAsPossible) {
  EXPECT_EQ(censored_medians(std::vector<double>{3, 3, 3, 5}, {true, false, false, false})[0], 3);
}

TEST(CensoredMedians, OfAnExponentialLawLieTheSameBeyondEveryBoundWithinFourPercent) {
  RandomStream random(5, 1);
  std::vector<double> values;
  std::vector<bool> at_least;
  for (int i = 0; i < 20000; ++i) {
    const double demand = random.exponential(), stock = 0.5 + 1.5 * random.uniform();
    values.push_back(std::min(demand, stock));
    at_least.push_back(demand >= stock);
  }
  const auto medians = censored_medians(values, at_least);
  double beyond = 0, bounds = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!at_least[i]) continue;
    beyond += medians[i] - values[i];
    ++bounds;
  }
  EXPECT_NEAR(beyond / bounds / std::log(2.0), 1, 0.04);
}

TEST(CensoredMedians, OfBoundsAloneAreNotBelowThem) {
  const auto medians = censored_medians(std::vector<double>{2, 3}, {true, true});
  EXPECT_GE(medians[0], 2);
  EXPECT_GE(medians[1], 3);
  EXPECT_TRUE(std::isfinite(medians[0]) && std::isfinite(medians[1]));
}

}  // namespace
}  // namespace demandcast
