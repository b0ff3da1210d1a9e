// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/span_calibration.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "demandcast/core/normal_quantile.h"
#include "demandcast/core/random.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/calibrated/conformal/calibrated.h"
#include "demandcast/models/calibrated/past/made_model_test.h"

namespace demandcast {
namespace {

constexpr double kMean = 100, kDeviation = 10;
constexpr std::size_t kSeries = 400, kPeriods = 200;

/// Normal demand whose periods correlate by `memory`, each series by itself.
Panel panel_of(double memory) {
  std::vector<SeriesInput> all;
  for (std::size_t i = 0; i < kSeries; ++i) {
    RandomStream random(5, i);
    SeriesInput series{"s" + std::to_string(i), 0, {}, std::vector<CellState>(kPeriods, CellState::kObserved)};
    double state = random.normal();
    for (std::size_t t = 0; t < kPeriods; ++t) {
      series.target.push_back(static_cast<float>(kMean + kDeviation * state));
      state = memory * state + std::sqrt(1 - memory * memory) * random.normal();
    }
    all.push_back(std::move(series));
  }
  return Panel(Frequency::parse("D"), std::move(all));
}

/// Knows the law of every period.
std::unique_ptr<Estimator> normal_estimator() {
  return std::make_unique<MadeEstimator>(
      MadeLaw{[](const MadeQuestion&) { return kMean; },
              [](const MadeQuestion&, double level) { return kMean + kDeviation * normal_quantile(level); }});
}

Horizon with_spans(std::vector<Span> spans) {
  Horizon horizon = Horizon::of(6);
  horizon.spans = std::move(spans);
  return horizon;
}

std::unique_ptr<Forecaster> fitted(const Panel& panel, const Horizon& horizon, std::int64_t min_outcomes,
                                   std::string spans = "outcomes") {
  CalibratedOptions options;
  options.past = {.windows = 16, .step = 6};
  options.min_outcomes = min_outcomes;
  options.spans = std::move(spans);
  const CalibratedEstimator estimator(options, normal_estimator());
  return estimator.fit(SingleShard(PanelView(panel, kPeriods - 1)), horizon, {});
}

/// Mean over series of the quantiles of a span at 0.1, 0.5 and 0.9, over the standard deviation of one period.
std::array<double, 3> quantiles_of_sum(const QuantileForecast& forecast, std::size_t span) {
  std::array<double, 3> means{};
  const int length = forecast.horizon().spans[span].length;
  for (std::size_t i = 0; i < forecast.series_count(); ++i) {
    for (std::size_t q = 0; q < means.size(); ++q) {
      means[q] +=
          (forecast.span_quantiles(i, span)[4 * q] - length * kMean) / kDeviation / static_cast<double>(kSeries);
    }
  }
  return means;
}

TEST(SpanCalibration, GivesTheKnownLawOfSumsFromOutcomesAlone) {
  for (const double memory : {0.0, 0.7}) {
    const Panel panel = panel_of(memory);
    const Horizon horizon = with_spans({{0, 4}, {2, 4}});
    const auto forecast = forecast_one(*fitted(panel, horizon, 0), PanelView(panel, kPeriods - 1), horizon, {});
    double variance = 0;
    for (int a = 0; a < 4; ++a) {
      for (int b = 0; b < 4; ++b) variance += std::pow(memory, std::abs(a - b));
    }
    for (const std::size_t span : {0UL, 1UL}) {
      const auto quantiles = quantiles_of_sum(forecast, span);
      EXPECT_NEAR(quantiles[0] / (-1.2816 * std::sqrt(variance)), 1, 0.05) << memory;
      EXPECT_NEAR(quantiles[1], 0, 0.08 * std::sqrt(variance)) << memory;
      EXPECT_NEAR(quantiles[2] / (1.2816 * std::sqrt(variance)), 1, 0.05) << memory;
    }
  }
}

TEST(SpanCalibration, LeavesSpansThatWereNotLearntAndFewOutcomesToThePaths) {
  const Panel panel = panel_of(0);
  const Horizon learnt = with_spans({{0, 4}}), asked = with_spans({{0, 4}, {1, 3}});
  const PanelView view(panel, kPeriods - 1);
  const auto by_outcomes = forecast_one(*fitted(panel, learnt, 200), view, asked, {});
  const auto by_paths = forecast_one(*fitted(panel, learnt, 200, "paths"), view, asked, {});
  const auto leaning = forecast_one(*fitted(panel, learnt, 1'000'000'000), view, asked, {});
  const auto unmoved = forecast_one(*fitted(panel, learnt, 1'000'000'000, "paths"), view, asked, {});
  for (const std::size_t i : {0UL, 7UL}) {
    EXPECT_NE(by_outcomes.span_quantiles(i, 0)[8], by_paths.span_quantiles(i, 0)[8]);
    EXPECT_EQ(by_outcomes.span_quantiles(i, 1)[8], by_paths.span_quantiles(i, 1)[8]);
    EXPECT_NEAR(leaning.span_quantiles(i, 0)[8], unmoved.span_quantiles(i, 0)[8], 0.01);
  }
}

TEST(SpanCalibration, ComesBackFromDiskAsItWas) {
  const Panel panel = panel_of(0.5);
  const ModelRegistry models = builtin_models();
  const Composition composition = parse_composition("seasonal_naive+calibrated", models);
  const Horizon horizon = with_spans({{0, 4}, {3, 2}});
  const PanelView view(panel, kPeriods - 1);
  const auto forecaster = make_estimator(composition, models, {})->fit(SingleShard(view), horizon, {});
  Artifact artifact;
  ArtifactWriter writer(artifact);
  forecaster->save(writer);
  const auto loaded = load_forecaster(composition, models, {}, ArtifactReader(artifact));
  const auto before = forecast_one(*forecaster, view, horizon, {}), after = forecast_one(*loaded, view, horizon, {});
  for (const std::size_t span : {0UL, 1UL}) {
    for (std::size_t q = 0; q < 9; ++q) {
      EXPECT_EQ(before.span_quantiles(3, span)[q], after.span_quantiles(3, span)[q]);
    }
  }
}

}  // namespace
}  // namespace demandcast
