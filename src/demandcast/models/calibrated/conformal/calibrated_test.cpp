// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/calibrated.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/made_model_test.h"
#include "demandcast/models/calibrated/past/position.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

/// A logistic law around `centre`, always the same; nothing below zero.
MadeLaw same_law(double centre, double scale) {
  return {[=](const MadeQuestion&) { return centre; },
          [=](const MadeQuestion&, double level) { return std::max(0.0, centre + scale * position_of(level)); }};
}

template <class Draw>
Panel drawn(int series_count, int periods, Draw draw) {
  std::vector<SeriesInput> all;
  for (int i = 0; i < series_count; ++i) {
    RandomStream random(9, static_cast<std::uint64_t>(i));
    SeriesInput series{"s" + std::to_string(i), 0, {}, std::vector<CellState>(static_cast<std::size_t>(periods))};
    for (CellState& state : series.states) state = CellState::kObserved;
    for (int t = 0; t < periods; ++t) series.target.push_back(static_cast<float>(draw(random)));
    all.push_back(std::move(series));
  }
  return Panel(Frequency::parse("D"), std::move(all));
}

QuantileForecast calibrated_forecast(const Panel& panel, double centre, double scale, Period origin) {
  const CalibratedEstimator estimator({}, std::make_unique<MadeEstimator>(same_law(centre, scale)));
  const Horizon horizon = Horizon::of(4);
  const auto forecaster = estimator.fit(SingleShard(PanelView(panel, origin)), horizon, {});
  return forecast_one(*forecaster, PanelView(panel, origin), horizon, {});
}

std::vector<double> mean_quantiles(const QuantileForecast& forecast, int step) {
  std::vector<double> means(forecast.level_count());
  for (std::size_t i = 0; i < forecast.series_count(); ++i) {
    for (std::size_t q = 0; q < means.size(); ++q) {
      means[q] += forecast.quantiles(i, step)[q] / static_cast<double>(forecast.series_count());
    }
  }
  return means;
}

TEST(Calibrated, RecoversTheLawWhereTheForecastIsTooNarrowAndBeside) {
  const Panel panel = drawn(300, 60, [](RandomStream& random) { return 100 + 6 * random.normal() + 0.25; });
  const auto quantiles = mean_quantiles(calibrated_forecast(panel, 103, 1, 59), 2);
  EXPECT_NEAR(quantiles[0], 100.25 - 6 * 1.2816, 0.5);
  EXPECT_NEAR(quantiles[4], 100.25, 0.4);
  EXPECT_NEAR(quantiles[8], 100.25 + 6 * 1.2816, 0.5);
}

TEST(Calibrated, TakesPeaksForWhatPeaksThatWereForecastCameTo) {
  const Panel panel = drawn(300, 60, [](RandomStream& random) { return 100 + 6 * random.normal() + 0.25; });
  const auto centre = [](const MadeQuestion& question) { return question.series.id().back() % 2 == 0 ? 100.0 : 130.0; };
  const auto quantile = [=](const MadeQuestion& question, double level) {
    return centre(question) + 8 * position_of(level);
  };
  CalibratedOptions options;
  options.min_outcomes = 0;
  const CalibratedEstimator estimator(options, std::make_unique<MadeEstimator>(MadeLaw{centre, quantile}));
  const SingleShard training(PanelView(panel, 59));
  const auto forecaster = estimator.fit(training, Horizon::of(4), {});
  const auto forecast = forecast_one(*forecaster, PanelView(panel, 59), Horizon::of(4), {});
  for (const std::size_t i : {0UL, 1UL}) {  // forecast at the level, and as a peak that never came
    EXPECT_NEAR(forecast.quantiles(i, 1)[4], 100.25, 1.5) << i;
    EXPECT_NEAR(forecast.quantiles(i, 1)[8], 100.25 + 6 * 1.2816, 2) << i;
  }
}

TEST(Calibrated, GivesTheQuantilesOfCountsAsWholeNumbers) {
  const Panel panel = drawn(400, 60, [](RandomStream& random) { return random.poisson(0.7); });
  const auto forecast = calibrated_forecast(panel, 0.7, 0.6, 59);
  // Poisson of 0.7: P(0) = 0.497, P(up to 1) = 0.844, P(up to 2) = 0.966. The level 0.5 lies at the first edge.
  const std::vector<double> wanted{0, 0, 0, 0, -1, 1, 1, 1, 2};
  for (int step = 0; step < 4; ++step) {
    const auto means = mean_quantiles(forecast, step);
    for (std::size_t q = 0; q < wanted.size(); ++q) {
      if (wanted[q] >= 0) {
        EXPECT_NEAR(means[q], wanted[q], 0.1) << step << " " << q;
      }
    }
  }
}

TEST(Calibrated, LearnsFromOriginsThatTheFitDidNotSee) {
  const Panel panel = drawn(1, 60, [](RandomStream& random) { return random.poisson(9); });
  std::vector<Period> origins;
  CalibratedOptions options;
  options.past.windows = 3;
  options.past.step = 5;
  const CalibratedEstimator estimator(options, std::make_unique<MadeEstimator>(same_law(9, 1), &origins));
  estimator.fit(SingleShard(PanelView(panel, 59)), Horizon::of(8), {});
  EXPECT_EQ(origins, (std::vector<Period>{59 - 8 - 2 * 5, 59}));
}

TEST(Calibrated, RefusesMoreStepsThanItLearnt) {
  const Panel panel = drawn(2, 40, [](RandomStream& random) { return random.poisson(9); });
  const CalibratedEstimator estimator({}, std::make_unique<MadeEstimator>(same_law(9, 1)));
  const auto forecaster = estimator.fit(SingleShard(PanelView(panel, 39)), Horizon::of(4), {});
  EXPECT_THROW(forecast_one(*forecaster, PanelView(panel, 39), Horizon::of(5), {}), ConfigError);
  EXPECT_EQ(forecast_one(*forecaster, PanelView(panel, 39), Horizon::of(2), {}).horizon().steps, 2);
}

}  // namespace
}  // namespace demandcast
