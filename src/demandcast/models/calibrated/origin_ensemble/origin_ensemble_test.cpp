// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/origin_ensemble/origin_ensemble.h"

#include <gtest/gtest.h>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/made_model_test.h"

namespace demandcast {
namespace {

Panel panel_of(std::vector<float> y) {
  std::vector<CellState> states(y.size(), CellState::kObserved);
  return {Frequency::parse("W-FRI"), {{"one", 0, std::move(y), std::move(states)}}};
}

/// Says 1000 times the origin plus the step counted from 1, and the level for quantiles.
MadeLaw telling(int first_origin = 0) {
  return {[](const MadeQuestion& of) { return 1000.0 * static_cast<double>(of.series.origin()) + of.step + 1; },
          [](const MadeQuestion& of, double level) {
            return 1000.0 * static_cast<double>(of.series.origin()) + of.step + 1 + level;
          },
          [first_origin](const SeriesView& series) {
            return series.origin() < first_origin ? FallbackReason::kTooShort : FallbackReason::kNone;
          }};
}

QuantileForecast ensemble(const OriginEnsembleOptions& options, MadeLaw law, const Horizon& horizon, Period origin) {
  const Panel panel = panel_of(std::vector<float>(20, 1.0F));
  const PanelView view(panel, origin);
  const OriginEnsembleEstimator estimator(options, std::make_unique<MadeEstimator>(std::move(law)));
  return forecast_one(*estimator.fit(SingleShard(view), horizon, {}), view, horizon, {});
}

TEST(OriginEnsemble, IsTheWeightedMeanOfWhatWasSaidOfADate) {
  const QuantileForecast forecast = ensemble({.weight = 0.5, .origins = 3}, telling(), Horizon::of(3), 10);
  // of origin + 1: 10,001 now, 9,002 a period before, 8,003 two before
  EXPECT_DOUBLE_EQ(forecast.mean(0, 0), (10001 + 0.5 * 9002 + 0.25 * 8003) / 1.75);
  EXPECT_DOUBLE_EQ(forecast.mean(0, 1), (10002 + 0.5 * 9003) / 1.5);
  EXPECT_DOUBLE_EQ(forecast.mean(0, 2), 10003);
  EXPECT_DOUBLE_EQ(forecast.quantiles(0, 1)[8], (10002.9 + 0.5 * 9003.9) / 1.5);
}

TEST(OriginEnsemble, WithoutWeightIsTheInnerModelBitByBit) {
  for (const OriginEnsembleOptions& none : {OriginEnsembleOptions{0, 4}, OriginEnsembleOptions{0.5, 1}}) {
    const QuantileForecast forecast = ensemble(none, telling(), Horizon::of(3), 10);
    for (int step = 0; step < 3; ++step) {
      EXPECT_EQ(forecast.mean(0, step), 10000 + step + 1);
      EXPECT_EQ(forecast.quantiles(0, step)[4], 10000 + step + 1 + 0.5);
    }
  }
}

TEST(OriginEnsemble, LeavesOutOriginsFromWhichTheModelFellBack) {
  const QuantileForecast forecast = ensemble({.weight = 0.5, .origins = 3}, telling(9), Horizon::of(3), 10);
  EXPECT_DOUBLE_EQ(forecast.mean(0, 0), (10001 + 0.5 * 9002) / 1.5);
}

TEST(OriginEnsemble, RefusesSpans) {
  Horizon horizon = Horizon::of(3);
  horizon.spans = {{0, 2}};
  EXPECT_THROW(ensemble({}, telling(), horizon, 10), ConfigError);
}

}  // namespace
}  // namespace demandcast
