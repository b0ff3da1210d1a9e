// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/adjusted/adjusted_forecaster.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/forecast/ramp_sampler_test.h"
#include "demandcast/models/calibrated/past/made_model_test.h"
#include "demandcast/models/patchwork/adjusted/adjusted_panel.h"

namespace demandcast {
namespace {

constexpr int kSteps = 2;

/// Halves the past; the steps ahead are worth 2 and 3 times as much.
class TwoAndThree final : public DemandFactors {
 public:
  SeriesFactors factors_of(const PanelView& view, std::size_t series, int steps) const override {
    SeriesFactors factors{std::vector<double>(view.series(series).target().size(), 2.0), {}};
    for (int step = 0; step < steps; ++step) factors.ahead.push_back(2.0 + step);
    return factors;
  }
  void save(ArtifactWriter&) const override {}
};

/// Forecasts the last value; its paths are ramps.
class LastValue final : public Forecaster {
 public:
  explicit LastValue(bool samples) : samples_(samples) {}
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override {
    const auto last = [](const MadeQuestion& of) { return static_cast<double>(of.series.target().back()); };
    return MadeForecaster({last, [=](const MadeQuestion& of, double) { return last(of); }}, 0)
        .forecast(views, horizon, context);
  }
  Explanation explain(const PanelView& view, std::size_t series, const RunContext&) const override {
    return {fmt::format("last value {:.0f}", view.series(series).target().back()), {}, {}};
  }
  bool samples_paths() const override { return samples_; }
  std::unique_ptr<PathSampler> path_sampler(const PanelView&, int steps, int count, const RunContext&) const override {
    return std::make_unique<RampSampler>(steps, count);
  }
  void save(ArtifactWriter&) const override {}

 private:
  bool samples_;
};

AdjustedForecaster around_last_value(bool samples) {
  return {"half", std::make_unique<TwoAndThree>(), std::make_unique<LastValue>(samples)};
}

Panel two_series() {
  const std::vector<CellState> observed(3, CellState::kObserved);
  return {Frequency::parse("1"), {{"a", 0, {1, 2, 8}, observed, {}}, {"b", 0, {1, 2, 4}, observed, {}}}};
}

TEST(AdjustedForecaster, DividesThePastAndMultipliesWhatIsForecast) {
  const Panel panel = two_series();
  const auto forecast = forecast_one(around_last_value(false), PanelView(panel, 2), Horizon::of(kSteps), {});
  EXPECT_EQ(forecast.mean(0, 0), 8);
  EXPECT_EQ(forecast.mean(0, 1), 12);
  EXPECT_EQ(forecast.quantiles(1, 1)[3], 6);
}

TEST(AdjustedForecaster, TellsItsFactorsBesideWhatTheInnerModelTellsOfDemandWithoutThem) {
  const Panel panel = two_series();
  const Explanation told = around_last_value(false).explain(PanelView(panel, 2), 1, {});
  EXPECT_EQ(told.form, "last value 2");  // 4, halved
  ASSERT_EQ(told.components.size(), 1U);
  EXPECT_EQ(told.components[0].name, "half");
  EXPECT_EQ(told.components[0].values, (std::vector<double>{2, 2, 2}));
}

/// How much was told beyond the tasks that were begun.
struct Untold final : Progress {
  void begin(std::string_view, std::size_t all, std::string_view) override { left = static_cast<std::ptrdiff_t>(all); }
  void advance(std::size_t units) override { least = std::min(least, left -= static_cast<std::ptrdiff_t>(units)); }
  void finish() override { left = 0; }

  std::ptrdiff_t left = 0, least = 0;
};

TEST(AdjustedForecaster, TellsNoProgressBeyondItsTasks) {
  const Panel panel = two_series();
  Untold progress;
  RunContext context;
  context.progress = &progress;
  adjusted_panel(PanelView(panel, 2), TwoAndThree(), kSteps, context);
  EXPECT_EQ(progress.least, 0);
}

TEST(AdjustedForecaster, MultipliesThePathsStepByStepAndSumsThemToSpans) {
  const Panel panel = two_series();
  const PanelView view(panel, 2);
  const AdjustedForecaster forecaster = around_last_value(true);
  std::vector<float> paths(3 * kSteps);
  forecaster.path_sampler(view, kSteps, 3, {})->sample(1, paths);
  EXPECT_EQ(paths, (std::vector<float>{0, 0, 4, 6, 8, 12}));
  Horizon horizon = Horizon::of(kSteps);
  horizon.spans = {{0, kSteps}};
  const auto forecast = forecast_one(forecaster, view, horizon, {});
  EXPECT_EQ(forecast.span_mean(0, 0), 20);  // 8 and 12
  EXPECT_NEAR(forecast.span_quantiles(0, 0)[4], 5 * 999.5, 5);
}

TEST(AdjustedForecaster, RefusesSpansAroundAModelWithoutPathsAndHasNoSimulationThen) {
  const Panel panel = two_series();
  Horizon horizon = Horizon::of(kSteps);
  horizon.spans = {{0, kSteps}};
  EXPECT_THROW(forecast_one(around_last_value(false), PanelView(panel, 2), horizon, {}), ConfigError);
  EXPECT_EQ(around_last_value(false).simulation(PanelView(panel, 2), kSteps, 3, {}), nullptr);
}

}  // namespace
}  // namespace demandcast
