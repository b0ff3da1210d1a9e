// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/fallback_outcomes.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

constexpr float kGap = std::numeric_limits<float>::quiet_NaN();
constexpr Infancy kAll[] = {Infancy::kNoHistory,  Infancy::kNoDemand,     Infancy::kOnePeriod,
                            Infancy::kTwoPeriods, Infancy::kThreePeriods, Infancy::kMore};

Panel panel_of(const std::vector<std::vector<float>>& targets) {
  std::vector<SeriesInput> all;
  for (const auto& target : targets) {
    SeriesInput series{"s" + std::to_string(all.size()), 0, target, {}};
    for (const float y : target) series.states.push_back(std::isnan(y) ? CellState::kMissing : CellState::kObserved);
    all.push_back(std::move(series));
  }
  return Panel(Frequency::parse("D"), std::move(all));
}

/// A thousand outcomes of each step and infancy, evenly from 0 to `top`(infancy).
template <class Top>
PooledSamples even_outcomes(std::size_t steps, Top top) {
  PooledSamples outcomes(steps, kInfancies);
  for (std::size_t step = 0; step < steps; ++step) {
    for (const Infancy i : kAll) {
      for (int k = 0; k <= 1000; ++k) outcomes.add(step, static_cast<std::size_t>(i), top(i) * k / 1000.0);
    }
  }
  return outcomes;
}

QuantileForecast reshaped(const FallbackOutcomes& outcomes, const Panel& panel, bool counted = false) {
  const PanelView view(panel, panel.last_period());
  QuantileForecast forecast(view, Horizon{2, {0.1, 0.5, 0.9}, {}});
  for (std::size_t i = 0; i < view.series_count(); ++i) outcomes.reshape(view.series(i), counted, forecast);
  return forecast;
}

TEST(FallbackOutcomes, CountPeriodsSinceTheFirstDemand) {
  const Panel panel = panel_of({{kGap, kGap, kGap, kGap, kGap},
                                {0, kGap, 0, 0, 0},
                                {0, 0, 0, kGap, 3},
                                {0, kGap, 3, kGap, 0},
                                {kGap, kGap, 1, 0, 0},
                                {2, 0, 0, 0, 1}});
  const PanelView view(panel, 4);
  for (std::size_t i = 0; i < kInfancies; ++i) EXPECT_EQ(infancy(view.series(i)), kAll[i]) << i;
}

TEST(FallbackOutcomes, AreLaidInUnitsWhereNothingSoldAndAsMultiplesOfTheLevelWhereSomethingDid) {
  const auto top = [](Infancy i) { return i == Infancy::kNoDemand ? 10.0 : 2.0; };
  const FallbackOutcomes outcomes(even_outcomes(2, top), 12, 0);
  const QuantileForecast forecast = reshaped(outcomes, panel_of({{0, 0, 0, 0}, {0, 0, 0, 30}}));
  const double own = 1 - 2 / 2004.0;  // beside the fallback's own guess, which is zero here
  EXPECT_NEAR(forecast.quantiles(0, 1)[2], 9 * own, 0.05);
  EXPECT_NEAR(forecast.mean(0, 0), 5 * own, 0.05);
  EXPECT_NEAR(forecast.quantiles(1, 0)[1], 1 * 7.5, 0.05);  // 30 in one of four periods
}

TEST(FallbackOutcomes, OfAThinInfancyLeanOnItsKind) {
  PooledSamples samples(1, kInfancies);
  for (int k = 0; k < 100; ++k) samples.add(0, static_cast<std::size_t>(Infancy::kTwoPeriods), 1.0);
  for (int k = 0; k < 100; ++k) samples.add(0, static_cast<std::size_t>(Infancy::kMore), 3.0);
  const FallbackOutcomes outcomes(samples, 12, 300);
  const std::size_t row = outcomes.numbers().size() / kInfancies;
  const auto mean = [&](Infancy i) { return outcomes.numbers()[static_cast<std::size_t>(i) * row + 1]; };
  // the kind's mean is 2; an infancy's own weighs 100 / 400 against it, twice: over all steps and at its one step
  EXPECT_NEAR(mean(Infancy::kTwoPeriods), 0.75 * (0.75 * 2 + 0.25 * 1) + 0.25 * 1, 1e-12);
  EXPECT_NEAR(mean(Infancy::kOnePeriod), 2, 1e-12);
}

TEST(FallbackOutcomes, LeaveTheGuessAsItIsWhereThePastHadNone) {
  const FallbackOutcomes outcomes(PooledSamples(2, kInfancies), 12, 200);
  const Panel panel = panel_of({{0, 0, 0, 4}});
  const PanelView view(panel, 3);
  QuantileForecast forecast(view, Horizon{2, {0.5}, {}});
  forecast.quantiles(0, 1)[0] = 7;
  forecast.mean(0, 1) = 6;
  outcomes.reshape(view.series(0), true, forecast);
  EXPECT_EQ(forecast.quantiles(0, 1)[0], 7);
  EXPECT_EQ(forecast.mean(0, 1), 6);
}

TEST(FallbackOutcomes, OfCountsAreWholeNumbers) {
  const FallbackOutcomes outcomes(even_outcomes(2, [](Infancy) { return 9.0; }), 12, 0);
  const QuantileForecast forecast = reshaped(outcomes, panel_of({{0, 0, 0}}), true);
  for (const double quantile : forecast.quantiles(0, 0)) {
    EXPECT_EQ(quantile, std::round(quantile));
  }
}

TEST(FallbackOutcomes, AreGatheredOfForecastsThatFellBackOnly) {
  const Panel panel = panel_of({{0, 0, 2, 5, 7}, {0, 0, 2, 9, 9}});
  const PanelView now(panel, 4), then = now.earlier(2);
  QuantileForecast forecast(then, Horizon{2, {0.5}, {}});
  forecast.set_reason(0, FallbackReason::kTooShort);
  PooledSamples outcomes(2, kInfancies);
  add_fallback_outcomes({now, then, forecast, 0, 0}, 1, outcomes);
  EXPECT_EQ(outcomes.of(0, static_cast<std::size_t>(Infancy::kOnePeriod)), std::vector<float>{2.5F});
  EXPECT_EQ(outcomes.of(1, static_cast<std::size_t>(Infancy::kOnePeriod)), std::vector<float>{3.5F});
}

TEST(FallbackOutcomes, RefuseSavedNumbersThatDoNotFit) {
  EXPECT_THROW(FallbackOutcomes(2, 12, std::vector<double>(7)), FormatError);
}

}  // namespace
}  // namespace demandcast
