// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/mstl/mstl_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/models/classical/ets/ets_golden_series.h"
#include "demandcast/models/classical/local/christmas_weeks.h"
#include "demandcast/models/classical/mstl/loess.h"
#include "demandcast/models/classical/mstl/mstl.h"

namespace demandcast {
namespace {

LocalForecast forecast_of(const MstlModel& model, const LocalFit& fit, const LocalSeries& series, int steps) {
  const Horizon horizon = Horizon::of(steps);
  LocalForecast out{std::vector<double>(static_cast<std::size_t>(steps)),
                    std::vector<double>(static_cast<std::size_t>(steps) * horizon.levels.size())};
  RandomStream random(1, 1);
  model.forecast(fit, series, horizon, random, out);
  return out;
}

LocalSeries weekly(std::vector<double> y) {
  LocalSeries series;
  series.y = std::move(y);
  series.season = 52;
  return series;
}

TEST(Loess, ReproducesALineAndItsTraceIsBetweenTheDegreeAndTheCount) {
  std::vector<double> y, smooth(20);
  for (int t = 0; t < 20; ++t) y.push_back(3 + 0.5 * t);
  loess(y, {7, 1}, {}, smooth);
  for (int t = 0; t < 20; ++t) EXPECT_NEAR(smooth[t], y[t], 1e-12);
  EXPECT_GT(loess_trace(20, {7, 1}), 2);
  EXPECT_LT(loess_trace(20, {7, 1}), 20);
  EXPECT_NEAR(loess_trace(3, {1001, 0}), 1, 1e-4);  // a very wide window is the mean: one parameter
}

TEST(Mstl, FindsTwoSeasonsThatWereAddedUp) {
  std::vector<double> y;
  const auto wave = [](int t, int m) { return std::sin(2 * std::numbers::pi * t / m); };
  for (int t = 0; t < 180; ++t) y.push_back(50 + 8 * wave(t, 7) + 5 * wave(t, 30));
  y[100] = NAN;
  const MstlParts parts = mstl(y, {30, 7}, 0);
  ASSERT_EQ(parts.seasons, (std::vector<int>{7, 30}));
  for (int t = 20; t < 160; ++t) {
    EXPECT_NEAR(parts.season[0][t], 8 * wave(t, 7), 0.5) << t;
    EXPECT_NEAR(parts.season[1][t], 5 * wave(t, 30), 1.0) << t;
  }
}

TEST(MstlModel, RepeatsTheSeason) {
  const MstlModel model({});
  LocalSeries series;
  series.y = ets_golden_series();
  series.season = 12;
  const LocalFit fit = model.fit(series);
  ASSERT_EQ(fit.reason, FallbackReason::kNone);
  const LocalForecast out = forecast_of(model, fit, series, 12);
  for (int h = 0; h < 12; ++h) {
    const double truth = (100 + 0.8 * (72 + h)) * (1 + 0.2 * std::sin(2 * std::numbers::pi * h / 12));
    EXPECT_NEAR(out.mean[h], truth, 25) << h;
    EXPECT_LT(out.quantiles[h * 9], out.quantiles[h * 9 + 8]);
  }
}

TEST(MstlModel, WithoutTwoSeasonsItIsTheSmoothingAlone) {
  LocalSeries series;
  series.y = ets_golden_series(60);
  series.season = 52;
  const MstlModel model({});
  const LocalFit fit = model.fit(series);
  EXPECT_EQ(model.explain(fit, series).form.substr(0, 11), "MSTL + ETS(");
  const LocalForecast out = forecast_of(model, fit, series, 2);
  EXPECT_NEAR(out.mean[0], out.mean[1], 5);
}

TEST(MstlModel, SeasonsAreReadFromText) {
  EXPECT_NO_THROW(MstlModel({.seasons = "7,365"}));
  EXPECT_THROW(MstlModel({.seasons = "7;365"}), ConfigError);
  EXPECT_THROW(MstlModel({.seasons = "1"}), ConfigError);
}

TEST(MstlModel, RepeatsAChristmasSeenOnce) {
  const LocalSeries series = weekly(christmas_weeks(91, 3));
  const MstlModel model({});
  const LocalForecast out = forecast_of(model, model.fit(series), series, 13);
  for (const int h : {0, 3, 5, 9, 12}) EXPECT_LT(out.mean[h], 250) << h;
  const double peak = 200 + 0.25 * 98 + 90;  // before the season's own raggedness
  EXPECT_NEAR(out.mean[7], peak, 25);
}

TEST(MstlModel, FindsNoSeasonInAYearAndAHalfWithoutOne) {
  const LocalSeries series = weekly(christmas_weeks(91, 10, 0));
  const MstlModel model({});
  const LocalForecast out = forecast_of(model, model.fit(series), series, 13);
  const auto [low, high] = std::minmax_element(out.mean.begin(), out.mean.end());
  EXPECT_LT(*high - *low, 10);
}

}  // namespace
}  // namespace demandcast
