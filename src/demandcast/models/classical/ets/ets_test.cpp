// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "demandcast/core/random.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

QuantileForecast forecast_of(std::vector<float> y, const OptionValues& options, int steps) {
  const ModelRegistry registry = builtin_models();
  std::vector<CellState> states;
  for (const float cell : y) states.push_back(std::isnan(cell) ? CellState::kMissing : CellState::kObserved);
  const Panel panel(Frequency::parse("MS"), {{"A", 0, std::move(y), std::move(states)}});
  const auto estimator = make_estimator(parse_composition("ets", registry), registry, {{"ets", options}});
  const PanelView view(panel, panel.last_period());
  const auto forecaster = estimator->fit(SingleShard(view), Horizon::of(steps), {});
  return forecast_one(*forecaster, view, Horizon::of(steps), {});
}

std::vector<float> seasonal_history(int periods) {
  RandomStream random(5, 1);
  std::vector<float> y;
  for (int t = 0; t < periods; ++t) {
    const double season = 1 + 0.4 * std::sin(2 * 3.14159265358979 * t / 12);
    y.push_back(static_cast<float>((100 + t) * season * (1 + 0.03 * random.normal())));
  }
  return y;
}

TEST(Ets, ContinuesTrendAndSeason) {
  const auto forecast = forecast_of(seasonal_history(96), {}, 12);
  ASSERT_EQ(forecast.reason(0), FallbackReason::kNone);
  for (int step = 0; step < 12; ++step) {
    const int t = 96 + step;
    const double truth = (100 + t) * (1 + 0.4 * std::sin(2 * 3.14159265358979 * t / 12));
    EXPECT_NEAR(forecast.mean(0, step), truth, 0.08 * truth) << "step " << step;
    EXPECT_LT(forecast.quantiles(0, step)[0], truth);
    EXPECT_GT(forecast.quantiles(0, step)[8], truth);
  }
}

TEST(Ets, IsFlatWithoutTrendAndSeason) {
  RandomStream random(6, 1);
  std::vector<float> y;
  for (int t = 0; t < 60; ++t) y.push_back(static_cast<float>(50 + random.normal()));
  const auto forecast = forecast_of(y, {{"model", "ANN"}}, 3);
  EXPECT_NEAR(forecast.mean(0, 0), 50, 1);
  EXPECT_DOUBLE_EQ(forecast.mean(0, 0), forecast.mean(0, 2));
}

TEST(Ets, SkipsMissingCells) {
  auto y = seasonal_history(96);
  const double whole = forecast_of(y, {}, 1).mean(0, 0);
  for (const std::size_t t : {20u, 41u, 42u, 77u}) y[t] = std::nanf("");
  EXPECT_NEAR(forecast_of(y, {}, 1).mean(0, 0), whole, 0.05 * whole);
}

TEST(Ets, ExplodesOnNoSpikeAndNoScale) {
  for (const float scale : {1e-6F, 1.0F, 1e9F}) {
    std::vector<float> y;
    for (int t = 0; t < 40; ++t) y.push_back(scale * static_cast<float>(t == 30 ? 5000 : 1 + t % 3));
    const auto forecast = forecast_of(y, {}, 12);
    for (int step = 0; step < 12; ++step) {
      EXPECT_LE(forecast.quantiles(0, step)[8], 5 * 5000.0 * static_cast<double>(scale)) << "scale " << scale;
    }
  }
}

}  // namespace
}  // namespace demandcast
