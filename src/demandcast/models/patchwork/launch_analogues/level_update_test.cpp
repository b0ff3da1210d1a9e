// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/level_update.h"

#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

TEST(LevelUpdate, IsTheConjugateOfAGammaAndPoissonCounts) {
  const LevelLaw law{.spread = 4, .noise = 0, .memory = 1};
  const GammaLaw prior = prior_level(law, 10, 1e12);  // a level that is surely known
  EXPECT_NEAR(prior.mean(), 10, 1e-9);
  const GammaLaw after = updated_level(prior, {30, 2});  // 30 sold where level 1 would sell 2
  EXPECT_NEAR(after.mean(), (4 + 30) / (0.4 + 2), 1e-9);
}

TEST(LevelUpdate, FollowsOwnSalesAsTheyGrow) {
  const GammaLaw prior = prior_level({}, 10, 100);
  const double few = updated_level(prior, {5, 1}).mean(), many = updated_level(prior, {500, 100}).mean();
  EXPECT_LT(std::abs(many - 5), std::abs(few - 5));
  EXPECT_NEAR(many, 5, 0.2);
}

TEST(LevelUpdate, TrustsALevelLessThatIsKnownFromFewCounts) {
  EXPECT_LT(prior_level({}, 10, 1).shape, prior_level({}, 10, 100).shape);
  EXPECT_NEAR(prior_level({}, 10, 1).mean(), 10, 1e-12);
}

TEST(LevelUpdate, FindsSalesMoreLikelyAtALevelThatFitsThem) {
  const auto chance = [](double level) {
    const GammaLaw prior = prior_level({}, level, 50);
    return log_chance(prior, updated_level(prior, {40, 4}));
  };
  EXPECT_GT(chance(10), chance(2));
  EXPECT_GT(chance(10), chance(60));
}

TEST(LevelUpdate, CountsAUnitOfABigProductLessWherePeriodsVaryOfThemselves) {
  EXPECT_EQ(worth_of_unit(100, 1, 0), 1);
  EXPECT_EQ(worth_of_unit(100, 1, 0.5), 1.0 / 51);
}

}  // namespace
}  // namespace demandcast
