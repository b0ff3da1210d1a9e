// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/calibrated.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/position.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

/// Forecasts a logistic law around `centre`, always the same.
class SameForecaster final : public Forecaster {
 public:
  SameForecaster(double centre, double scale) : centre_(centre), scale_(scale) {}
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext&) const override {
    std::vector<QuantileForecast> forecasts;
    for (const PanelView& view : views) {
      QuantileForecast& forecast = forecasts.emplace_back(view, horizon);
      for (std::size_t i = 0; i < view.series_count(); ++i) {
        for (int step = 0; step < horizon.steps; ++step) {
          forecast.mean(i, step) = centre_;
          const auto quantiles = forecast.quantiles(i, step);
          for (std::size_t q = 0; q < quantiles.size(); ++q) {
            quantiles[q] = centre_ + scale_ * position_of(horizon.levels[q]);
          }
        }
        forecast.make_valid(i);
      }
    }
    return forecasts;
  }
  void save(ArtifactWriter&) const override {}

 private:
  double centre_, scale_;
};

class SameEstimator final : public Estimator {
 public:
  SameEstimator(double centre, double scale, std::vector<Period>* origins = nullptr)
      : centre_(centre), scale_(scale), origins_(origins) {}
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon&, const RunContext&) const override {
    if (origins_ != nullptr) training.visit(0, [&](const PanelView& view) { origins_->push_back(view.origin(0)); });
    return std::make_unique<SameForecaster>(centre_, scale_);
  }

 private:
  double centre_, scale_;
  std::vector<Period>* origins_;
};

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
  const CalibratedEstimator estimator({}, std::make_unique<SameEstimator>(centre, scale));
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
  options.windows = 3;
  options.step = 5;
  const CalibratedEstimator estimator(options, std::make_unique<SameEstimator>(9, 1, &origins));
  estimator.fit(SingleShard(PanelView(panel, 59)), Horizon::of(8), {});
  EXPECT_EQ(origins, (std::vector<Period>{59 - 8 - 2 * 5, 59}));
}

TEST(Calibrated, RefusesMoreStepsThanItLearnt) {
  const Panel panel = drawn(2, 40, [](RandomStream& random) { return random.poisson(9); });
  const CalibratedEstimator estimator({}, std::make_unique<SameEstimator>(9, 1));
  const auto forecaster = estimator.fit(SingleShard(PanelView(panel, 39)), Horizon::of(4), {});
  EXPECT_THROW(forecast_one(*forecaster, PanelView(panel, 39), Horizon::of(5), {}), ConfigError);
  EXPECT_EQ(forecast_one(*forecaster, PanelView(panel, 39), Horizon::of(2), {}).horizon().steps, 2);
}

}  // namespace
}  // namespace demandcast
