// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/past_outcomes.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/models/calibrated/past/made_model_test.h"
#include "demandcast/models/calibrated/past/position.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

/// A logistic law around the number of the origin that was learnt from; falls back for "fallen".
MadeEstimator by_origin() {
  const auto learnt = [](const MadeQuestion& question) { return static_cast<double>(question.learnt); };
  return MadeEstimator(
      {learnt, [=](const MadeQuestion& question, double level) { return learnt(question) + position_of(level); },
       [](const SeriesView& series) {
         return series.id() == "fallen" ? FallbackReason::kTooShort : FallbackReason::kNone;
       }});
}

/// Demand is the period's number and a half.
Panel counting_panel() {
  std::vector<SeriesInput> series;
  for (const char* id : {"plain", "fallen"}) {
    SeriesInput input{id, 0, {}, std::vector<CellState>(100, CellState::kObserved)};
    for (int t = 0; t < 100; ++t) input.target.push_back(static_cast<float>(t) + 0.5F);
    input.states[90] = CellState::kCensored;
    series.push_back(std::move(input));
  }
  return Panel(Frequency::parse("D"), std::move(series));
}

TEST(PastOutcomes, AreSetAgainstTheFitAtTheOldestOriginOfTheShare) {
  const Panel panel = counting_panel();
  const SingleShard training(PanelView(panel, 99));
  const PastForecasts past(by_origin(), training, {4, 3, 5}, 2, CurveLevels::standard().levels(), {});
  const OutcomeRecord record = past_outcomes(past, nullptr, 1);
  ASSERT_EQ(record.windows(), 4U);
  // windows 0 to 3 are the origins 94, 91, 88, 85; fits at 91 (windows 0, 1) and 85 (windows 2, 3)
  EXPECT_NEAR(record.at(0, 0)[0], 95.5 - 91, 1e-4);
  EXPECT_NEAR(record.at(0, 1)[4], 96.5 - 91, 1e-4);
  EXPECT_NEAR(record.at(0, 2)[0], 89.5 - 85, 1e-4);
  EXPECT_NEAR(record.at(0, 3)[1], 87.5 - 85, 1e-4);
}

TEST(PastOutcomes, AreAboveTheBoundWhereDemandIsCensoredAndMissingWhereTheForecastFellBack) {
  const Panel panel = counting_panel();
  const SingleShard training(PanelView(panel, 99));
  const PastForecasts past(by_origin(), training, {2, 3, 5}, 1, CurveLevels::standard().levels(), {});
  const OutcomeRecord record = past_outcomes(past, nullptr, 1);
  EXPECT_FALSE(std::isnan(record.at(0, 1)[0]));
  for (const float position : record.at(1, 0)) EXPECT_TRUE(std::isnan(position));
  const PastForecasts wide(by_origin(), training, {1, 1, 12}, 1, CurveLevels::standard().levels(), {});
  EXPECT_GT(past_outcomes(wide, nullptr, 1).at(0, 0)[2], 90.5F - 87);  // origin 87; period 90 is censored at 90.5
}

TEST(PastOutcomes, SeeTheForecastAsItIsReshaped) {
  const Panel panel = counting_panel();
  const SingleShard training(PanelView(panel, 99));
  const PastForecasts past(by_origin(), training, {1, 1, 5}, 1, CurveLevels::standard().levels(), {});
  const auto raise = [](PastForecast& at) {
    for (double& quantile : at.forecast.quantiles(0, 1)) quantile += 1;
  };
  const OutcomeRecord plain = past_outcomes(past, nullptr, 1), raised = past_outcomes(past, raise, 1);
  EXPECT_NEAR(raised.at(0, 0)[1], plain.at(0, 0)[1] - 1, 1e-4);
  EXPECT_EQ(raised.at(0, 0)[0], plain.at(0, 0)[0]);
}

}  // namespace
}  // namespace demandcast
