// What the forest learns on catalogues of known truth; what every model promises is in contract_test.cpp.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/sqrf/sqrf.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/pooled/promoted_catalogue_test.h"

namespace demandcast {
namespace {

std::unique_ptr<Forecaster> fit(const Panel& panel, const Horizon& horizon) {
  SqrfOptions options;
  options.trees = 40;
  return SqrfEstimator(options).fit(SingleShard(PanelView(panel, kOrigin)), horizon, {});
}

TEST(Sqrf, LearnsWhatAPromotionDoesAndHowDemandScatters) {
  const Promoted truth = promoted_catalogue(150);
  const QuantileForecast forecast =
      forecast_one(*fit(truth.panel, Horizon::of(kSteps)), PanelView(truth.panel, kOrigin), Horizon::of(kSteps), {});
  double plain = 0, plain_truth = 0, promoted = 0, promoted_truth = 0, width = 0, width_truth = 0;
  for (std::size_t i = 0; i < truth.level.size(); ++i) {
    for (int step = 0; step < kSteps; ++step) {
      const bool on = truth.promoted[i][static_cast<std::size_t>(kWeeks + step)] > 0;
      const double mean = truth.level[i] * (on ? 2 : 1);
      (on ? promoted : plain) += forecast.mean(i, step);
      (on ? promoted_truth : plain_truth) += mean;
      width += forecast.quantiles(i, step)[8] - forecast.quantiles(i, step)[0];
      width_truth += 2 * 1.2816 * std::sqrt(mean);
    }
  }
  EXPECT_NEAR(plain / plain_truth, 1, 0.05);
  EXPECT_NEAR(promoted / promoted_truth, 1, 0.1);
  EXPECT_NEAR(width / width_truth, 1.1, 0.2);  // the level itself is not known exactly
}

TEST(Sqrf, ForecastsSpansOfItsFitAsTargetsOfTheirOwn) {
  const Promoted truth = promoted_catalogue(100);
  Horizon horizon = Horizon::of(kSteps);
  horizon.spans = {{0, 4}};
  const auto model = fit(truth.panel, horizon);
  const QuantileForecast forecast = forecast_one(*model, PanelView(truth.panel, kOrigin), horizon, {});
  double mean = 0, steps = 0, width = 0, widths = 0;
  for (std::size_t i = 0; i < truth.level.size(); ++i) {
    mean += forecast.span_mean(i, 0);
    width += forecast.span_quantiles(i, 0)[8] - forecast.span_quantiles(i, 0)[0];
    for (int step = 0; step < kSteps; ++step) {
      steps += forecast.mean(i, step);
      widths += forecast.quantiles(i, step)[8] - forecast.quantiles(i, step)[0];
    }
  }
  EXPECT_NEAR(mean / steps, 1, 0.06);
  EXPECT_LT(width, 0.8 * widths);  // independent periods: half
  horizon.spans = {{1, 2}};
  EXPECT_THROW(forecast_one(*model, PanelView(truth.panel, kOrigin), horizon, {}), ConfigError);
}

TEST(Sqrf, PromisesIdleSeriesNoThousandsOfTheirLevelsBecauseOthersAwoke) {
  // All sold something once and then nothing for 40 weeks; of 30 that had sold next to nothing each then sells a
  // thousand.
  std::vector<std::vector<float>> demand(60, std::vector<float>(kWeeks, 0));
  for (std::size_t i = 0; i < demand.size(); ++i) {
    demand[i][i < 30 ? 20 + i % 10 : 38 + i % 10] = i < 30 ? 0.01F : 10;
    if (i < 30) demand[i][63 + i % 10] = 1000;
  }
  const Panel panel = weekly_panel(demand);
  const auto model = fit(panel, Horizon::of(kSteps));
  const Horizon far{kSteps, {0.5, 0.999}, {}};
  const QuantileForecast forecast = forecast_one(*model, PanelView(panel, kOrigin), far, {});
  for (std::size_t i = 30; i < demand.size(); ++i) {
    for (int step = 0; step < kSteps; ++step) {
      EXPECT_LT(forecast.mean(i, step), 10) << i;
      EXPECT_LE(forecast.quantiles(i, step)[1], 100) << i;
    }
  }
}

TEST(Sqrf, RefusesMoreStepsThanItLearntAndOtherColumns) {
  const Promoted truth = promoted_catalogue(20);
  const auto model = fit(truth.panel, Horizon::of(2));
  const PanelView view(truth.panel, kOrigin);
  EXPECT_NO_THROW(forecast_one(*model, view, Horizon::of(1), {}));
  EXPECT_THROW(forecast_one(*model, view, Horizon::of(3), {}), ConfigError);
  const Panel bare = weekly_panel({std::vector<float>(kWeeks, 5)});
  EXPECT_THROW(forecast_one(*model, PanelView(bare, kOrigin), Horizon::of(2), {}), ConfigError);
}

TEST(Sqrf, RefusesSavedNumbersThatMakeNoSense) {
  const Promoted truth = promoted_catalogue(20);
  Artifact sound;
  ArtifactWriter writer(sound);
  fit(truth.panel, Horizon::of(2))->save(writer);
  const auto forecast_from = [&](auto&& damage) {
    Artifact damaged = sound;
    damage(damaged);
    const ModelRegistry models = builtin_models();
    const auto loaded = load_forecaster(parse_composition("sqrf", models), models, {}, ArtifactReader(damaged));
    forecast_one(*loaded, PanelView(truth.panel, kOrigin), Horizon::of(2), {});
  };
  EXPECT_NO_THROW(forecast_from([](Artifact&) {}));
  EXPECT_THROW(forecast_from([](Artifact& a) { a.numbers["base"].pop_back(); }), FormatError);
  EXPECT_THROW(forecast_from([](Artifact& a) { a.numbers["base"].clear(); }), FormatError);
  EXPECT_THROW(forecast_from([](Artifact& a) { a.integers["season_spans"][0] = INT64_MIN; }), FormatError);
  EXPECT_THROW(forecast_from([](Artifact& a) { a.integers["season_counts"][0] = -1; }), FormatError);
  EXPECT_THROW(forecast_from([](Artifact& a) { a.integers["season_sums"].pop_back(); }), FormatError);
  EXPECT_THROW(forecast_from([](Artifact& a) { a.texts["features"].pop_back(); }), FormatError);
}

TEST(Sqrf, SaysWhenThereIsNothingToLearnFrom) {
  const Panel unsold = weekly_panel({std::vector<float>(kWeeks, 0)});
  EXPECT_THROW(fit(unsold, Horizon::of(2)), DataError);
}

}  // namespace
}  // namespace demandcast
