// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/seasonal_repeat.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demandcast/models/classical/local/fallback_forecast.h"

namespace demandcast {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
using Numbers = std::vector<double>;

TEST(SeasonalRepeat, RepeatsTheLastSeason) {
  EXPECT_EQ(repeat_season(Numbers{1, 2, 3, 4, 5, 6, 7}, 3, 7), (Numbers{5, 6, 7, 5, 6, 7, 5}));
}

TEST(SeasonalRepeat, TakesTheLastObservedValueOfAPosition) {
  EXPECT_EQ(repeat_season(Numbers{1, 2, 3, 4, kGap, 6}, 3, 3), (Numbers{4, 2, 6}));
}

TEST(SeasonalRepeat, TakesTheLastValueOfAllForAPositionNeverSeen) {
  EXPECT_EQ(repeat_season(Numbers{8, kGap, 9}, 4, 4), (Numbers{9, 8, 9, 9}));
}

TEST(SeasonalRepeat, ErrorsAreAgainstTheLastObservedValueOfThePosition) {
  EXPECT_EQ(season_errors(Numbers{1, 10, kGap, 14, 4}, 2), (Numbers{4, 3}));
  EXPECT_TRUE(season_errors(Numbers{1, 2}, 2).empty());
}

TEST(SeasonalRepeat, CountsSeasonsAheadFromOne) {
  EXPECT_EQ(seasons_ahead(0, 12), 1u);
  EXPECT_EQ(seasons_ahead(11, 12), 1u);
  EXPECT_EQ(seasons_ahead(12, 12), 2u);
}

TEST(FallbackForecast, LaysThePastErrorsUponTheLastSeasonAndWidensThemWithTheRootOfTheSeasons) {
  LocalSeries series;
  series.y = {10, 20, 12, 22, 16, 26};  // errors +2 +2 +4 +4
  series.season = 2;
  Horizon horizon = Horizon::of(3);
  horizon.levels = {0.25, 0.5, 0.75};
  LocalForecast out{Numbers(3), Numbers(9)};
  fallback_forecast(series, horizon, out);
  EXPECT_EQ(out.mean, (Numbers{16, 26, 16}));
  EXPECT_DOUBLE_EQ(out.quantiles[1], 16 + 3);
  EXPECT_DOUBLE_EQ(out.quantiles[5], 26 + 4);
  EXPECT_DOUBLE_EQ(out.quantiles[7], 16 + 3 * std::sqrt(2.0));
}

}  // namespace
}  // namespace demandcast
