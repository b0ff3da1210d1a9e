// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/span_outcomes.h"

#include <gtest/gtest.h>

#include "demandcast/models/calibrated/past/forecast_height.h"
#include "demandcast/models/calibrated/past/made_model_test.h"
#include "demandcast/models/calibrated/past/position.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

/// Demand of 10.5 a period; a missing cell at 37, a censored one at 38.
Panel steady_panel() {
  SeriesInput input{"a", 0, std::vector<float>(40, 10.5F), std::vector<CellState>(40, CellState::kObserved)};
  input.states[37] = CellState::kMissing;
  input.states[38] = CellState::kCensored;
  return Panel(Frequency::parse("D"), {std::move(input)});
}

/// Positions of the outcomes of these spans in a logistic law around 10 for each period, by span and pool.
PooledOutcomes gathered(const std::vector<Span>& spans, FallbackReason reason = FallbackReason::kNone) {
  const Panel panel = steady_panel();
  const SingleShard training(PanelView(panel, 39));
  MadeLaw law{[](const MadeQuestion&) { return 10.0; },
              [](const MadeQuestion&, double level) { return 10 + position_of(level); },
              [=](const SeriesView&) { return reason; }};
  const MadeEstimator model(std::move(law));
  const PastForecasts past(model, training, {1, 1, 6}, 1, CurveLevels::standard().levels(), {});
  const SeriesPools pools("height", training, 12);
  PooledOutcomes outcomes{PooledSamples(spans.size(), kForecastHeights), std::vector<double>(kForecastHeights)};
  past.visit([&](const PastForecast& at) { add_span_outcomes(at, pools, past.origins(), spans, 1, outcomes); });
  return outcomes;
}

constexpr std::size_t kUsual = 2;

TEST(SpanOutcomes, AreSetAgainstTheSumOfTheStepsQuantiles) {
  const PooledOutcomes outcomes = gathered({{0, 1}, {0, 3}});
  // the steps' quantiles lie at 10 + p, those of the sum at 30 + 3 p: 31.5 is at 0.5 as 10.5 is
  ASSERT_EQ(outcomes.positions.of(1, kUsual).size(), 1U);
  EXPECT_NEAR(outcomes.positions.of(0, kUsual)[0], 0.5, 1e-5);
  EXPECT_NEAR(outcomes.positions.of(1, kUsual)[0], 0.5, 1e-5);
  EXPECT_EQ(outcomes.independent[kUsual], 1);  // two spans of one forecast tell of one thing
}

TEST(SpanOutcomes, AreNoneWhereACellIsMissingAndAtLeastTheSumWhereOneIsCensored) {
  const PooledOutcomes outcomes = gathered({{2, 2}, {4, 2}});  // periods 36 and 37, 38 and 39
  EXPECT_TRUE(outcomes.positions.of(0, kUsual).empty());
  ASSERT_EQ(outcomes.positions.of(1, kUsual).size(), 1U);
  EXPECT_GT(outcomes.positions.of(1, kUsual)[0], 0.5F);
}

TEST(SpanOutcomes, AreNoneOfForecastsThatFellBack) {
  EXPECT_TRUE(gathered({{0, 3}}, FallbackReason::kTooShort).positions.empty());
}

}  // namespace
}  // namespace demandcast
