// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/error_blend.h"

#include <gtest/gtest.h>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"
#include "demandcast/models/classical/local/normal_quantile.h"

namespace demandcast {
namespace {

/// Knows each series' law, whose deviation is a tenth of its mean, times `width`.
class KnowingEstimator final : public Estimator {
 public:
  explicit KnowingEstimator(double width) : width_(width) {}
  std::unique_ptr<Forecaster> fit(const PanelStream&, const Horizon&, const RunContext&) const override {
    return std::make_unique<Knowing>(width_);
  }

 private:
  class Knowing final : public Forecaster {
   public:
    explicit Knowing(double width) : width_(width) {}
    std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                           const RunContext&) const override {
      std::vector<QuantileForecast> forecasts;
      for (const PanelView& view : views) {
        QuantileForecast& forecast = forecasts.emplace_back(view, horizon);
        for (std::size_t i = 0; i < view.series_count(); ++i) {
          for (int step = 0; step < horizon.steps; ++step) {
            forecast.mean(i, step) = 100;
            for (std::size_t q = 0; q < horizon.levels.size(); ++q) {
              const double z = normal_quantile(horizon.levels[q]);
              forecast.quantiles(i, step)[q] = 100 + width_ * z * static_cast<double>(i + 1);
            }
          }
        }
      }
      return forecasts;
    }
    void save(ArtifactWriter&) const override {}

   private:
    double width_;
  };
  double width_;
};

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
  const PastForecasts past(KnowingEstimator(width), training, {20, 2, 4}, 1, {});
  return ErrorBlend(past, 14, 0);
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
  const auto forecaster = KnowingEstimator(0).fit(SingleShard(view), Horizon::of(4), {});
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
