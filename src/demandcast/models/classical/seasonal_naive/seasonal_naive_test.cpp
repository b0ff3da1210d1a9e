// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/seasonal_naive/seasonal_naive.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace demandcast {
namespace {

using Numbers = std::vector<double>;

LocalForecast forecast_of(const std::string& distribution, const Numbers& y, int season, int steps,
                          const Numbers& levels = {0.1, 0.5, 0.9}) {
  SeasonalNaiveOptions options;
  options.distribution = distribution;
  const SeasonalNaive model(options);
  LocalSeries series;
  series.y = y;
  series.season = season;
  Horizon horizon = Horizon::of(steps);
  horizon.levels = levels;
  LocalForecast out{Numbers(static_cast<std::size_t>(steps)), Numbers(levels.size() * static_cast<std::size_t>(steps))};
  RandomStream random(1, 1);
  model.forecast(model.fit(series), series, horizon, random, out);
  return out;
}

TEST(SeasonalNaive, EqualsStatsForecastWithNormalErrors) {
  // tools/oracles/seasonal_naive_statsforecast.py
  const auto out = forecast_of("normal", {12, 15, 9, 20, 14, 15, 8, 23, 13, 18, 11}, 4, 6);
  const Numbers low{20.21744321839623, 10.21744321839623,  15.21744321839623,
                    8.21744321839623,  19.064870461382718, 9.064870461382718};
  const Numbers mean{23, 13, 18, 11, 23, 13};
  const Numbers high{25.78255678160377, 15.78255678160377,  20.78255678160377,
                     13.78255678160377, 26.935129538617282, 16.935129538617282};
  for (std::size_t step = 0; step < 6; ++step) {
    EXPECT_NEAR(out.quantiles[3 * step], low[step], 1e-12) << step;
    EXPECT_NEAR(out.quantiles[3 * step + 1], mean[step], 1e-12) << step;
    EXPECT_NEAR(out.quantiles[3 * step + 2], high[step], 1e-12) << step;
    EXPECT_EQ(out.mean[step], mean[step]) << step;
  }
}

TEST(SeasonalNaive, EmpiricalQuantilesAreThoseOfThePastErrorsWithBothSigns) {
  // Errors 2 2 4 4, so -4 -4 -2 -2 2 2 4 4: quartiles -2.5 and 2.5, the quantile of 6/7 is 4.
  const auto out = forecast_of("empirical", {10, 20, 12, 22, 16, 26}, 2, 3, {0.25, 0.5, 6.0 / 7});
  EXPECT_DOUBLE_EQ(out.quantiles[0], 16 - 2.5);
  EXPECT_DOUBLE_EQ(out.quantiles[4], 26);
  EXPECT_DOUBLE_EQ(out.quantiles[8], 16 + 4 * std::sqrt(2.0));
}

TEST(SeasonalNaive, RepeatsTheLastValueOfAHistoryShorterThanASeason) {
  const auto out = forecast_of("normal", {3, 5}, 7, 2);
  EXPECT_EQ(out.mean, (Numbers{5, 5}));
  EXPECT_NEAR(out.quantiles[2], 5 + 2 * 1.2815515655446004, 1e-12);
  EXPECT_NEAR(out.quantiles[5], 5 + 2 * 1.2815515655446004 * std::sqrt(2.0), 1e-12);
}

TEST(SeasonalNaive, LeavesASingleObservationToTheFallback) {
  LocalSeries series;
  series.y = {4, std::numeric_limits<double>::quiet_NaN()};
  EXPECT_EQ(SeasonalNaive({}).fit(series).reason, FallbackReason::kTooShort);
}

TEST(SeasonalNaive, AConstantHistoryIsCertain) {
  for (const std::string distribution : {"normal", "empirical"}) {
    for (const double level : {1e-6, 5.0, 1e12}) {
      const auto out = forecast_of(distribution, Numbers(9, level), 4, 5);
      for (const double q : out.quantiles) EXPECT_EQ(q, level) << distribution;
    }
  }
}

}  // namespace
}  // namespace demandcast
