// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/error_blend.h"

#include <gtest/gtest.h>

#include "demandcast/core/error.h"
#include "demandcast/core/normal_quantile.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/made_model_test.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

/// Knows that series i is normal around 100 with the deviation i + 1, and says `width` times that.
MadeEstimator knowing(double width) {
  return MadeEstimator({[](const MadeQuestion&) { return 100.0; },
                        [=](const MadeQuestion& question, double level) {
                          const auto deviation = static_cast<double>(question.series.index() + 1);
                          return 100 + width * normal_quantile(level) * deviation;
                        }});
}

/// Series i is normal around 100 with the deviation i + 1.
Panel panel_of_deviations() {
  std::vector<SeriesInput> series;
  for (std::uint64_t i = 0; i < 20; ++i) {
    RandomStream random(2, i);
    SeriesInput input{"s" + std::to_string(i), 0, {}, std::vector<CellState>(300, CellState::kObserved)};
    for (int t = 0; t < 300; ++t)
      input.target.push_back(static_cast<float>(100 + random.normal() * (1.0 + static_cast<double>(i))));
    series.push_back(std::move(input));
  }
  return Panel(Frequency::parse("D"), std::move(series));
}

ErrorBlend learnt(const Panel& panel, double width) {
  const SingleShard training(PanelView(panel, 299));
  const PastForecasts past(knowing(width), training, {20, 2, 4}, 1, CurveLevels::standard().levels(), {});
  const DemandSegments segments("both", recent_means(training, 14));
  const HeldOutErrors errors(past_errors_by_fold(past, {}, {ErrorForm::kScaled, 14}, segments, 4), 0);
  return ErrorBlend(past, segments, 14, errors);
}

TEST(ErrorBlend, TrustsAModelThatKnowsHowWildEachSeriesIs) {
  EXPECT_GE(learnt(panel_of_deviations(), 1).weights()[3], 0.75);
}

TEST(ErrorBlend, TrustsErrorsWhereTheModelKnowsNothingOfThem) {
  EXPECT_EQ(learnt(panel_of_deviations(), 0).weights()[3], 0);
}

TEST(ErrorBlend, StaysAtAHalfWhereNothingWasSeen) { EXPECT_EQ(learnt(panel_of_deviations(), 1).weights()[0], 0.5); }

TEST(ErrorBlend, LaysThePastErrorsOnAPointForecast) {
  const Panel panel = panel_of_deviations();
  const PanelView view(panel, 299);
  const ErrorBlend blend = learnt(panel, 0);
  const auto forecaster = knowing(0).fit(SingleShard(view), Horizon::of(4), {});
  QuantileForecast forecast = forecast_one(*forecaster, view, {4, CurveLevels::standard().levels(), {}}, {});
  blend.blend(view, 5, forecast);
  // of five of the deviations from 1 to 20; of all of them the 0.9 quantile lies near 13.5
  EXPECT_NEAR(forecast.quantiles(5, 1)[19], 113.5, 7);
  EXPECT_NEAR(forecast.quantiles(5, 1)[11], 100, 2);
}

TEST(ErrorBlend, RefusesSavedWeightsThatDoNotFit) {
  const ErrorBlend blend = learnt(panel_of_deviations(), 1);
  EXPECT_THROW(ErrorBlend(blend.segments(), 14, blend.errors(), {0.5}), FormatError);
}

}  // namespace
}  // namespace demandcast
