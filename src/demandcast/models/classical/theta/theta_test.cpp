// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/theta/theta.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/models/classical/local/christmas_weeks.h"
#include "demandcast/models/classical/theta/theta_filter.h"

namespace demandcast {
namespace {

using Numbers = std::vector<double>;
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

// Series and golden numbers: tools/oracles/theta_statsforecast.py, StatsForecast 2.1.1.
const Numbers kMonths{100.17, 121.08, 124.12, 127.22, 125.16, 119.06, 109.15, 95.97,  79.19,  76.12,  84.25,  97.02,
                      106.5,  122.03, 131.9,  138.23, 146.05, 129.56, 123.57, 104.91, 98.24,  91.56,  101.3,  110.85,
                      132.84, 144.27, 162.89, 168.44, 164.93, 150,    137.03, 124.25, 108.99, 106.75, 112.47, 128.22,
                      151.01, 164.63, 179.06, 180.57, 174.89, 169.23, 151.56, 129.02, 117.85, 115.63, 117.42, 131.8,
                      160.97, 177.48, 189.9,  193.62, 184,    178.34, 158.85, 139.56, 132.58, 126.68, 129.86, 143.58};

LocalSeries series_of(Numbers y, int season = 12) {
  LocalSeries series;
  series.y = std::move(y);
  series.season = season;
  series.first_period = 600;
  return series;
}

LocalForecast forecast_of(const ThetaModel& model, const LocalFit& fit, const LocalSeries& series, int steps) {
  const Horizon horizon = Horizon::of(steps);
  RandomStream random(1, 1);
  LocalForecast out{Numbers(static_cast<std::size_t>(steps)),
                    Numbers(static_cast<std::size_t>(steps) * horizon.levels.size())};
  model.forecast(fit, series, horizon, random, out);
  return out;
}

LocalForecast fitted_forecast(const LocalSeries& series, int steps, const ThetaOptions& options = {}) {
  const ThetaModel model(options);
  return forecast_of(model, model.fit(series), series, steps);
}

/// StatsForecast's mse: of the adjusted series, per unit of its mean size.
double mean_squares_per_size(const LocalFit& fit, bool dynamic, const Numbers& adjusted) {
  double squares = 0, size = 0;
  for (const double e : theta_errors({fit.numbers[0], fit.numbers[1], fit.numbers[2]}, dynamic, adjusted))
    squares += e * e;
  for (const double y : adjusted) size += y / static_cast<double>(adjusted.size());
  return squares / size;
}

struct Golden {
  ThetaOptions options;
  double theta;
  Numbers steps;  ///< 1, 2, 3, 13, 14
};

TEST(Theta, ForecastsAsStatsForecastDoesWithTheSameParameters) {
  const std::vector<Golden> all{
      {{"stm", "multiplicative", 0}, 2, {169.5107078, 186.6842752, 202.9578621, 176.7152568, 194.5907323}},
      {{"stm", "additive", 0}, 2, {163.9207977, 177.8068544, 191.2169737, 170.9447289, 184.8307856}},
      {{"otm", "multiplicative", 0}, 3, {170.0110237, 187.4529585, 204.0285429, 179.617089, 197.9949013}},
      {{"otm", "additive", 0}, 3, {164.4085707, 178.4897366, 192.0949651, 173.7738122, 187.8549782}},
      {{"dstm", "multiplicative", 0}, 2, {169.5107078, 186.6766063, 202.9373275, 176.3954965, 194.1837773}},
      {{"dstm", "additive", 0}, 2, {163.9207977, 177.7917724, 191.1810603, 170.4081128, 184.217103}},
      {{"dotm", "multiplicative", 0}, 3, {170.0110237, 187.4441851, 204.0053944, 179.2830982, 197.5717091}},
      {{"dotm", "additive", 0}, 3, {164.4085707, 178.470917, 192.050543, 173.1470094, 187.1411194}}};
  const LocalSeries series = series_of(kMonths);
  for (const Golden& golden : all) {
    const ThetaModel model(golden.options);
    LocalFit fit = model.fit(series);
    fit.numbers[0] = 60;
    fit.numbers[1] = 0.4;
    fit.numbers[2] = golden.theta;
    const Numbers mean = forecast_of(model, fit, series, 14).mean;
    const Numbers got{mean[0], mean[1], mean[2], mean[12], mean[13]};
    for (std::size_t i = 0; i < got.size(); ++i) {
      EXPECT_NEAR(got[i], golden.steps[i], 1e-6) << golden.options.variant << " " << golden.options.decomposition << i;
    }
  }
}

struct FreeGolden {
  ThetaOptions options;
  double mse;
  Numbers steps;  ///< 1, 2, 3, 13, 14
};

TEST(Theta, FindsParametersNoWorseThanStatsForecastsAndForecastsNearIt) {
  const std::vector<FreeGolden> all{
      {{"stm", "multiplicative", 0}, 6.294834175, {169.3812614, 186.5422174, 202.8039642, 176.5858105, 194.4486746}},
      {{"stm", "additive", 0}, 6.763553511, {163.7317819, 177.6178386, 191.0279579, 170.755713, 184.6417698}},
      {{"otm", "multiplicative", 0}, 5.693067629, {171.0158769, 188.9542844, 206.0867962, 184.9802233, 204.2791168}},
      {{"otm", "additive", 0}, 6.515726324, {164.4845446, 178.9182357, 192.8759892, 178.0800875, 192.5137786}},
      {{"dstm", "multiplicative", 0}, 6.519035984, {169.2692405, 186.4134787, 202.6542762, 176.1728088, 193.9408778}},
      {{"dstm", "additive", 0}, 7.106216937, {163.7351998, 177.6133933, 191.0096384, 170.2950976, 184.109061}},
      {{"dotm", "multiplicative", 0}, 6.169501704, {170.6956607, 188.5501055, 205.5881949, 183.9145697, 203.0263299}},
      {{"dotm", "additive", 0}, 7.100951952, {163.8309516, 177.7834231, 191.2533311, 171.2525657, 185.1363877}}};
  const LocalSeries series = series_of(kMonths);
  for (const FreeGolden& golden : all) {
    const std::string name = golden.options.variant + " " + golden.options.decomposition;
    const ThetaModel model(golden.options);
    const LocalFit fit = model.fit(series);
    const bool dynamic = golden.options.variant[0] == 'd';
    EXPECT_LE(mean_squares_per_size(fit, dynamic, model.explain(fit, series).components[0].values), golden.mse) << name;
    const Numbers mean = forecast_of(model, fit, series, 14).mean;
    const Numbers got{mean[0], mean[1], mean[2], mean[12], mean[13]};
    for (std::size_t i = 0; i < got.size(); ++i) EXPECT_NEAR(got[i] / golden.steps[i], 1, 0.02) << name << i;
  }
}

TEST(Theta, AutoTakesTheVariantOfTheSmallerErrors) {
  const LocalSeries series = series_of(kMonths);  // StatsForecast's smallest is OTM's, 5.693
  const ThetaModel model({"auto", "multiplicative", 0});
  const LocalFit fit = model.fit(series);
  EXPECT_EQ(fit.numbers, ThetaModel({"otm", "multiplicative", 0}).fit(series).numbers);
  EXPECT_EQ(model.explain(fit, series).form, "OTM, multiplicative season");
}

TEST(Theta, SkipsMissingCellsAndTheyMoveTheForecastLittle) {
  Numbers y = kMonths;
  y[17] = y[30] = y[31] = y[59] = kGap;
  const LocalForecast whole = fitted_forecast(series_of(kMonths), 12), holed = fitted_forecast(series_of(y), 12);
  for (std::size_t i = 0; i < 12; ++i) EXPECT_NEAR(holed.mean[i] / whole.mean[i], 1, 0.05) << i;
  EXPECT_EQ(theta_errors({}, true, y).size(), theta_errors({}, true, kMonths).size() - 4);
}

TEST(Theta, TheDynamicLineTakesAGapForACellThatLiesOnIt) {
  Numbers gap = kMonths, filled = kMonths;
  for (const std::size_t t : {20u, 21u, 40u}) {
    const TrendLine line = trend_lines(true, filled)[t];
    gap[t] = kGap;
    filled[t] = line.intercept + line.slope * static_cast<double>(t + 1);
  }
  const std::vector<TrendLine> skipped = trend_lines(true, gap), seen = trend_lines(true, filled);
  for (std::size_t t = 1; t < skipped.size(); ++t) {
    EXPECT_NEAR(skipped[t].intercept, seen[t].intercept, 1e-9) << t;
    EXPECT_NEAR(skipped[t].slope, seen[t].slope, 1e-9) << t;
  }
}

TEST(Theta, ASeriesInOtherUnitsHasTheForecastInThoseUnits) {
  Numbers crates = kMonths;
  for (double& y : crates) y /= 1024;
  const LocalForecast pieces = fitted_forecast(series_of(kMonths), 12), boxed = fitted_forecast(series_of(crates), 12);
  for (std::size_t i = 0; i < 12; ++i) EXPECT_NEAR(boxed.mean[i] * 1024 / pieces.mean[i], 1, 1e-9);
  for (std::size_t i = 0; i < 108; ++i) EXPECT_NEAR(boxed.quantiles[i] * 1024 / pieces.quantiles[i], 1, 1e-9);
}

TEST(Theta, LeavesSeriesWithoutEnoughToLearnToTheFallback) {
  const ThetaModel model;
  EXPECT_EQ(model.fit(series_of({1, 2, 3, 4, 5})).reason, FallbackReason::kTooShort);
  EXPECT_EQ(model.fit(series_of({1, kGap, kGap, 2, 3, 4, 5})).reason, FallbackReason::kTooShort);
  EXPECT_EQ(model.fit(series_of(Numbers(50, 7.0))).reason, FallbackReason::kDegenerate);
}

TEST(Theta, StaysFiniteOnStrangeSeries) {
  Numbers line, sparse(60, 0.0), jump(60, 1.0), gaps(90, kGap);
  for (int t = 0; t < 60; ++t) line.push_back(3 * t);
  sparse[40] = 5;
  jump[59] = 1e9;
  for (const std::size_t t : {0u, 20u, 21u, 50u, 70u, 71u, 72u}) gaps[t] = static_cast<double>(t + 1);
  for (const auto* variant : {"dotm", "dstm", "otm", "stm", "auto"}) {
    for (const Numbers& y : {line, sparse, jump, gaps, Numbers{1, 0, 0, 2, 0, 1}}) {
      const LocalForecast out = fitted_forecast(series_of(y), 30, {variant, "multiplicative", 0});
      for (const double x : out.mean) EXPECT_TRUE(std::isfinite(x)) << variant;
      for (const double x : out.quantiles) EXPECT_TRUE(std::isfinite(x)) << variant;
    }
  }
}

TEST(Theta, ErrorsOfAStaticModelAddUpAsInExponentialSmoothing) {
  const Numbers variances = theta_filter({60, 0.4, 3}, false, kMonths).variances(3);
  EXPECT_NEAR(variances[0], 1, 1e-12);
  EXPECT_NEAR(variances[1], 1 + 0.16, 1e-12);
  EXPECT_NEAR(variances[2], 1 + 2 * 0.16, 1e-12);
}

TEST(Theta, TheVarianceOfTheDynamicModelIsThatOfItsSimulatedPaths) {
  const Numbers history(kMonths.begin(), kMonths.begin() + 8);  // short: the line still moves
  const ThetaFilter now = theta_filter({60, 0.4, 30}, true, history);
  RandomStream random(7, 7);
  Numbers squares(6);
  constexpr int kPaths = 40000;
  for (int path = 0; path < kPaths; ++path) {
    ThetaFilter disturbed = now, mean = now;
    for (double& square : squares) {
      const double y = disturbed.expected() + random.normal();
      square += (y - mean.expected()) * (y - mean.expected()) / kPaths;
      disturbed.advance(y);
      mean.advance();
    }
  }
  const Numbers variances = now.variances(6);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(squares[i] / variances[i], 1, 0.03) << i;
  EXPECT_GT(variances[5], 1 + 5 * 0.16);
}

TEST(Theta, NormalQuantilesLieAroundTheMeanAndWiden) {
  const LocalForecast out = fitted_forecast(series_of(kMonths), 13, {"dotm", "multiplicative", 0, "normal"});
  for (std::size_t step = 0; step < 13; ++step) EXPECT_DOUBLE_EQ(out.quantiles[9 * step + 4], out.mean[step]);
  EXPECT_GT(out.quantiles[12 * 9 + 8] - out.mean[12], out.quantiles[8] - out.mean[0]);
}

TEST(Theta, EmpiricalQuantilesAreThoseOfThePastErrorsWidenedByWhatTheFitTookFromThem) {
  const LocalSeries series = series_of(kMonths, 1);
  const ThetaModel model({"dotm", "multiplicative", 0, "empirical"});
  const LocalFit fit = model.fit(series);
  const ThetaParameters parameters{fit.numbers[0], fit.numbers[1], fit.numbers[2]};
  Numbers errors = theta_errors(parameters, true, kMonths);
  std::ranges::sort(errors);
  ASSERT_EQ(errors.size(), 57u);
  const double wider = std::sqrt(57.0 / (57 - 3)), middle = wider * errors[28];
  const double tenth = wider * (errors[5] + 0.6 * (errors[6] - errors[5]));  // at 0.1 of the way from 0 to 56
  const LocalForecast out = forecast_of(model, fit, series, 2);
  EXPECT_NEAR(out.quantiles[4] - out.mean[0], middle, 1e-9);
  EXPECT_NEAR(out.quantiles[0] - out.mean[0], tenth, 1e-9);
  const double growth = std::sqrt(theta_filter(parameters, true, kMonths).variances(2)[1]);
  EXPECT_NEAR(out.quantiles[9 + 4] - out.mean[1], growth * middle, 1e-9);
}

TEST(Theta, TellsItsFormAndParts) {
  const ThetaModel model;
  const LocalSeries series = series_of(kMonths);
  const Explanation told = model.explain(model.fit(series), series);
  EXPECT_EQ(told.form, "DOTM, multiplicative season");
  EXPECT_EQ(told.parameters[1].first, "alpha");
  EXPECT_NEAR(told.components[0].values[7] * told.components[1].values[7], kMonths[7], 1e-9);
}

TEST(Theta, RepeatsAChristmasSeenOnce) {
  const LocalSeries series = series_of(christmas_weeks(91, 3), 52);
  const LocalForecast out = fitted_forecast(series, 13);
  for (const int h : {0, 3, 5, 9, 12}) EXPECT_LT(out.mean[h], 250) << h;
  const double peak = 200 + 0.25 * 98 + 90;  // before the season's own raggedness
  EXPECT_NEAR(out.mean[7], peak, 25);
}

TEST(Theta, FindsNoSeasonInAYearAndAHalfWithoutOne) {
  const LocalSeries series = series_of(christmas_weeks(91, 10, 0), 52);
  const LocalForecast out = fitted_forecast(series, 13);
  const auto [low, high] = std::minmax_element(out.mean.begin(), out.mean.end());
  EXPECT_LT(*high - *low, 10);
}

}  // namespace
}  // namespace demandcast
