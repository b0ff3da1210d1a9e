// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/theta/classical_season.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace demandcast {
namespace {

using Numbers = std::vector<double>;
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

/// Two and a half years of quarters on a rising line.
Numbers quarters(double lift) {
  const Numbers shape{-2, 1, 3, -2};
  Numbers y;
  for (std::size_t t = 0; t < 10; ++t) y.push_back(lift + static_cast<double>(t) + shape[t % 4]);
  return y;
}

TEST(ClassicalSeason, GapsLieOnStraightLinesAndTheEndIsHeld) {
  EXPECT_EQ(fill_gaps(Numbers{1, kGap, kGap, 4, kGap}), (Numbers{1, 2, 3, 4, 4}));
}

TEST(ClassicalSeason, TheTestSeesASeasonAndNoneInALineOrAShortHistory) {
  Numbers y, line;
  for (int t = 0; t < 48; ++t) {
    y.push_back(std::sin(t * std::acos(-1.0) / 6));
    line.push_back(t % 3);
  }
  EXPECT_TRUE(has_season(y, 12));
  EXPECT_FALSE(has_season(line, 7));
  EXPECT_FALSE(has_season(Numbers(y.begin(), y.begin() + 23), 12));
  EXPECT_FALSE(has_season(y, 3));
}

TEST(ClassicalSeason, TheCentredAverageTakesAnAdditiveSeasonOffALineExactly) {
  const auto season = classical_season(quarters(20), 4, SeasonKind::kAdditive, 5);
  EXPECT_EQ(season.kind, SeasonKind::kAdditive);
  EXPECT_NEAR(season.factor(5), -2, 1e-12);
  EXPECT_NEAR(season.factor(7), 3, 1e-12);
  EXPECT_NEAR(season.take_out(30, 6), 29, 1e-12);
  EXPECT_NEAR(season.put_back(29, -2), 30, 1e-12);  // periods may be before 1970
}

TEST(ClassicalSeason, FactorsThatMultiplyHaveMeanOne) {
  const auto season = classical_season(quarters(20), 4, SeasonKind::kMultiplicative, 0);
  EXPECT_EQ(season.kind, SeasonKind::kMultiplicative);
  EXPECT_NEAR(season.factor(0) + season.factor(1) + season.factor(2) + season.factor(3), 4, 1e-12);
  EXPECT_NEAR(season.put_back(season.take_out(30, 2), 2), 30, 1e-12);
}

TEST(ClassicalSeason, ASeriesThatReachesZeroGetsAnAdditiveSeason) {
  EXPECT_EQ(classical_season(quarters(2), 4, SeasonKind::kMultiplicative, 0).kind, SeasonKind::kAdditive);
}

}  // namespace
}  // namespace demandcast
