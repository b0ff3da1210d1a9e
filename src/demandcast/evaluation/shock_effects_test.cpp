// Shocks whose effects follow from the model by hand.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/shock_effects.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr int kSeries = 400, kSeason = 52, kLast = 26;
constexpr double kLevel = 100, kWidth = 1.2815515655446004;
constexpr Period kShock = 200;

/// The normal distribution function and, by bisection, its inverse.
double normal_below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2)); }
double normal_quantile(double p) {
  double low = -10, high = 10;
  for (int i = 0; i < 80; ++i) (normal_below((low + high) / 2) < p ? low : high) = (low + high) / 2;
  return (low + high) / 2;
}

/// One step ahead from origins `weeks` after the shock. Demand of series i is its level and the i-th of kSeries evenly
/// spread normal errors; the forecast is N(center(weeks), 1).
ScoredTable table_of(const std::vector<int>& weeks, const std::function<double(int)>& level,
                     const std::function<double(int)>& center) {
  ScoredTable table;
  table.forecasts.levels = {0.1, 0.5, 0.9};
  table.forecasts.models = {"M"};
  for (int s = 0; s < kSeries; ++s) {
    table.forecasts.ids.push_back("S" + std::to_string(s));
    for (const int w : weeks) {
      table.forecasts.series.push_back(s);
      table.forecasts.model.push_back(0);
      table.forecasts.cutoff.push_back(kShock + w);
      table.forecasts.period.push_back(kShock + w + 1);
      table.forecasts.mean.push_back(center(w));
      for (const double z : {-kWidth, 0.0, kWidth}) table.forecasts.quantiles.push_back(center(w) + z);
      table.forecasts.reason.push_back(FallbackReason::kNone);
      table.actual.push_back(level(w + 1) + normal_quantile((s + 0.5) / kSeries));
    }
  }
  table.mase_scale.assign(table.actual.size(), 1);
  table.rmsse_scale.assign(table.actual.size(), 1);
  return table;
}

ShockDesign design_of(double height, bool one_off) {
  return {"k", one_off, std::vector<Period>(kSeries, kShock), std::vector<double>(kSeries, height), kSeason, kLast};
}

std::vector<int> weekly() {
  std::vector<int> weeks(kLast + 2);
  std::iota(weeks.begin(), weeks.end(), -1);
  return weeks;
}

ScoredTable plain_of(const std::vector<int>& weeks) {
  return table_of(weeks, [](int) { return kLevel; }, [](int) { return kLevel; });
}

/// A level that moves by `alpha` of each error, after demand has shifted by `height` in the shock's week.
ShockEffect smoothed_shift(double alpha, double height) {
  const ScoredTable shocked = table_of(
      weekly(), [=](int w) { return w >= 0 ? kLevel + height : kLevel; },
      [=](int w) { return w < 0 ? kLevel : kLevel + height * (1 - std::pow(1 - alpha, w + 1)); });
  return shock_effects(shocked, plain_of(weekly()), design_of(height, false)).at(0);
}

TEST(ShockEffects, CoverageComesBackWhenTheSmoothingHasMovedTheLevel) {
  for (const double alpha : {0.1, 0.3, 0.6}) {
    const double height = 3;
    int expected = 0;  // the first week at which what is left of the shift costs at most five points of coverage
    const auto covered = [](double off) { return normal_below(kWidth - off) - normal_below(-kWidth - off); };
    while (covered(height * std::pow(1 - alpha, expected + 1)) < 0.75) ++expected;
    const ShockEffect effect = smoothed_shift(alpha, height);
    ASSERT_TRUE(effect.weeks_to_cover.has_value()) << alpha;
    EXPECT_EQ(*effect.weeks_to_cover, expected) << alpha;
    EXPECT_TRUE(std::isnan(effect.echo));
  }
  EXPECT_FALSE(smoothed_shift(0.001, 3).weeks_to_cover.has_value());
}

TEST(ShockEffects, BiasLeftIsTheMeanOfWhatTheSmoothingHasNotTakenIn) {
  const double alpha = 0.3, height = 3;
  double sum = 0;
  for (int w = 0; w <= 13; ++w) sum -= height * std::pow(1 - alpha, w + 1) / (kLevel + height);
  EXPECT_NEAR(smoothed_shift(alpha, height).bias_left, sum / 14, 1e-9);
}

TEST(ShockEffects, AForecastThatRepeatsLastYearEchoesTheWholeSpike) {
  const std::vector<int> weeks{-1, 0, 1, kSeason - 1};
  const auto level = [](int w) { return w == 0 ? kLevel + 40 : kLevel; };
  for (const double share : {0.0, 0.25, 1.0}) {
    const ScoredTable shocked =
        table_of(weeks, level, [=](int w) { return kLevel + (w == kSeason - 1 ? 40 * share : 0); });
    const ShockEffect effect = shock_effects(shocked, plain_of(weeks), design_of(40, true)).at(0);
    EXPECT_NEAR(effect.echo, share, 1e-12);
    ASSERT_EQ(effect.moments.size(), 3u) << "the origin of the echo is no moment";
    EXPECT_LT(effect.moments[0].coverage, 0.01) << "the spike itself is missed";
    EXPECT_EQ(effect.weeks_to_cover, 0);
  }
}

TEST(ShockEffects, WithoutAShockTwinsDoNotDifferAtAll) {
  const ScoredTable plain = plain_of(weekly());
  const ShockEffect effect = shock_effects(plain, plain, design_of(0, true)).at(0);
  EXPECT_EQ(effect.bias_left, 0);
  EXPECT_EQ(effect.weeks_to_cover, 0);
  EXPECT_TRUE(std::isnan(effect.echo)) << "nothing to repeat";
  for (const ShockMoment& moment : effect.moments) EXPECT_EQ(moment.coverage, moment.twin_coverage);
}

TEST(ShockEffects, RefuseTablesOfOtherRows) {
  EXPECT_THROW(shock_effects(plain_of({0, 1}), plain_of({0, 2}), design_of(1, true)), DataError);
}

}  // namespace
}  // namespace demandcast
