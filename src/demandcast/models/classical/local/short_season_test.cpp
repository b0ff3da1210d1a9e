// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/short_season.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demandcast/models/classical/local/christmas_weeks.h"

namespace demandcast {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

TEST(ShortSeason, FindsTheSeasonBesideTheTrend) {
  const auto y = christmas_weeks(91, 0.0);
  const auto found = short_season(y, 52, false);
  ASSERT_TRUE(found.has_value());
  double sum = 0;
  for (const double s : found->season) sum += s;
  EXPECT_NEAR(sum, 0, 1e-9);
  // differences of phases are those of y without its line, drawn together a little
  const double christmas = found->season[kChristmasWeek] - found->season[kChristmasWeek - 1],
               truth = y[kChristmasWeek] - y[kChristmasWeek - 1] - 0.25;
  EXPECT_NEAR(christmas, truth, 0.02 * truth);
  EXPECT_GT(found->freedom, 49);
}

TEST(ShortSeason, KeepsChristmasSeenOnceAndShrinksPhasesByTheirNoise) {
  const auto calm = short_season(christmas_weeks(78, 1), 52, false),
             noisy = short_season(christmas_weeks(78, 10), 52, false);
  ASSERT_TRUE(calm && noisy);
  EXPECT_GT(calm->season[kChristmasWeek], 75);
  EXPECT_GT(calm->freedom, noisy->freedom + 5);
}

TEST(ShortSeason, IsSeldomFoundInNoiseAndThenSmall) {
  double kept = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const auto found = short_season(christmas_weeks(91, 10, 0, seed), 52, false);
    kept += found ? found->freedom / 51 : 0;
  }
  EXPECT_LT(kept / 100, 0.06);
}

TEST(ShortSeason, APassageThatContradictsTheFirstIsNoSeason) {
  auto y = christmas_weeks(91, 1);
  for (std::size_t t = 52; t < y.size(); ++t) y[t] = 400 - y[t - 52];
  EXPECT_FALSE(short_season(y, 52, false).has_value());
}

TEST(ShortSeason, DoesNotDependOnUnitsAndLevel) {
  const auto y = christmas_weeks(80, 5);
  auto other = y;
  for (double& v : other) v = 1000 * v - 5e4;
  const auto a = short_season(y, 52, false), b = short_season(other, 52, false);
  ASSERT_TRUE(a && b);
  EXPECT_NEAR(a->freedom, b->freedom, 1e-6);
  for (std::size_t j = 0; j < 52; ++j) EXPECT_NEAR(1000 * a->season[j], b->season[j], 1e-5) << j;
}

TEST(ShortSeason, FactorsHaveMeanOneAndAMissingPhaseIsNeutral) {
  auto y = christmas_weeks(80, 2);
  y[40] = kMissing;
  const auto found = short_season(y, 52, true);
  ASSERT_TRUE(found.has_value());
  double sum = 0;
  for (const double s : found->season) sum += s;
  EXPECT_NEAR(sum, 52, 1e-9);
  EXPECT_NEAR(found->season[40], 1, 0.05);
  EXPECT_GT(found->season[kChristmasWeek], 1.3);
}

TEST(ShortSeason, IsForHistoriesWithinOneAndTwoSeasonsAlone) {
  EXPECT_FALSE(short_season(christmas_weeks(52 + kFewestSeasonPairs - 1, 0), 52, false).has_value());
  EXPECT_TRUE(short_season(christmas_weeks(103, 1), 52, false).has_value());
  EXPECT_FALSE(short_season(christmas_weeks(104, 1), 52, false).has_value());
  EXPECT_FALSE(short_season(std::vector<double>(80, 3.0), 52, false).has_value());
  EXPECT_FALSE(short_season(std::vector<double>(80, kMissing), 52, false).has_value());
  auto falling = christmas_weeks(91, 1);
  for (std::size_t t = 0; t < falling.size(); ++t) falling[t] -= 5 * static_cast<double>(t);
  EXPECT_FALSE(short_season(falling, 52, true).has_value());  // the line crosses zero
}

}  // namespace
}  // namespace demandcast
