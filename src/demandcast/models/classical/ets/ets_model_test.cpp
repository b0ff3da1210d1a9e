// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/models/classical/ets/ets_golden_series.h"
#include "demandcast/models/classical/local/christmas_weeks.h"

namespace demandcast {
namespace {

LocalSeries series_of(std::vector<double> y, int season = 12) {
  LocalSeries series;
  series.id = "a";
  series.y = std::move(y);
  series.season = season;
  return series;
}

LocalForecast forecast_of(const EtsModel& model, const LocalFit& fit, const LocalSeries& series, int steps = 12) {
  const Horizon horizon = Horizon::of(steps);
  LocalForecast out{std::vector<double>(static_cast<std::size_t>(steps)),
                    std::vector<double>(static_cast<std::size_t>(steps) * horizon.levels.size())};
  RandomStream random(1, 1);
  model.forecast(fit, series, horizon, random, out);
  return out;
}

TEST(EtsModel, FindsTheFormThatMadeTheSeries) {
  const EtsModel model({});
  const LocalSeries series = series_of(ets_golden_series());
  const LocalFit fit = model.fit(series);
  ASSERT_EQ(fit.reason, FallbackReason::kNone);
  EXPECT_EQ(model.explain(fit, series).form, "ETS(M,A,M)");  // growth times season
  const LocalForecast out = forecast_of(model, fit, series);
  for (int h = 0; h < 12; ++h) {
    const double truth = (100 + 0.8 * (72 + h)) * (1 + 0.2 * std::sin(2 * std::numbers::pi * h / 12));
    EXPECT_NEAR(out.mean[h], truth, 12) << h;
    EXPECT_LT(out.quantiles[h * 9], out.quantiles[h * 9 + 8]);
  }
}

TEST(EtsModel, HardSeriesGiveFiniteForecastsOrAReason) {
  const EtsModel model({});
  std::vector<std::vector<double>> hard{{3}, {3, 4, 5, 6}, {0, 0, 0, 0, 0, 1e12}, {1e-6, 2e-6, 1e-6, 3e-6, 2e-6, 1e-6}};
  hard.push_back(std::vector<double>(50, 7.0));
  hard.push_back({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});  // a perfect line
  std::vector<double> sparse(200, NAN);
  for (std::size_t t = 0; t < sparse.size(); t += 23) sparse[t] = static_cast<double>(t % 7 + 1);
  hard.push_back(sparse);
  std::vector<double> explosive;
  for (int t = 0; t < 40; ++t) explosive.push_back(std::exp(0.6 * t));
  hard.push_back(explosive);
  for (const std::vector<double>& y : hard) {
    const LocalSeries series = series_of(y, 4);
    const LocalFit fit = model.fit(series);
    if (fit.reason != FallbackReason::kNone) continue;
    for (const double number : fit.numbers) EXPECT_TRUE(std::isfinite(number)) << y.size();
    const LocalForecast out = forecast_of(model, fit, series);
    double top = 0;  // fmax passes over missing cells
    for (const double v : y) top = std::fmax(top, v);
    for (const double v : out.quantiles) EXPECT_TRUE(std::isfinite(v) && v <= 4.001 * top) << y.size() << " " << v;
  }
}

TEST(EtsModel, TooShortAndConstantSeriesSaySo) {
  const EtsModel model({});
  EXPECT_EQ(model.fit(series_of({1, 2, 3, 4})).reason, FallbackReason::kTooShort);
  EXPECT_EQ(model.fit(series_of(std::vector<double>(30, 2.5))).reason, FallbackReason::kDegenerate);
}

TEST(EtsModel, AHistoryThatStartsElsewhereKeepsTheSeasonInPhase) {
  const EtsModel model({.model = "AAA", .damped = "false"});
  const LocalSeries whole = series_of(ets_golden_series());
  const LocalFit fit = model.fit(whole);
  LocalSeries later = whole;
  later.y.erase(later.y.begin(), later.y.begin() + 5);
  later.first_period = 5;
  const LocalForecast a = forecast_of(model, fit, whole), b = forecast_of(model, fit, later);
  for (int h = 0; h < 12; ++h) EXPECT_NEAR(a.mean[h], b.mean[h], 6) << h;
}

TEST(EtsModel, ZerosAfterAPositivePastDoNotBreakAMultiplicativeForm) {
  const EtsModel model({.model = "MAM"});
  LocalSeries series = series_of(ets_golden_series());
  const LocalFit fit = model.fit(series);
  ASSERT_EQ(fit.reason, FallbackReason::kNone);
  series.y.insert(series.y.end(), 30, 0.0);
  for (const double v : forecast_of(model, fit, series).quantiles) EXPECT_TRUE(std::isfinite(v));
}

TEST(EtsModel, WrongLettersAreRefused) {
  EXPECT_THROW(EtsModel({.model = "NAA"}), ConfigError);
  EXPECT_THROW(EtsModel({.model = "ZZ"}), ConfigError);
}

TEST(EtsModel, RepeatsAChristmasSeenOnce) {
  const LocalSeries series = series_of(christmas_weeks(91, 3), 52);
  const EtsModel model({});
  const LocalForecast out = forecast_of(model, model.fit(series), series, 13);
  for (const int h : {0, 3, 5, 9, 12}) EXPECT_LT(out.mean[h], 250) << h;
  const double peak = 200 + 0.25 * 98 + 90;  // before the season's own raggedness
  EXPECT_NEAR(out.mean[7], peak, 25);
}

TEST(EtsModel, FindsNoSeasonInAYearAndAHalfWithoutOne) {
  const LocalSeries series = series_of(christmas_weeks(91, 10, 0), 52);
  const EtsModel model({});
  const LocalForecast out = forecast_of(model, model.fit(series), series, 13);
  const auto [low, high] = std::minmax_element(out.mean.begin(), out.mean.end());
  EXPECT_LT(*high - *low, 10);
}

}  // namespace
}  // namespace demandcast
