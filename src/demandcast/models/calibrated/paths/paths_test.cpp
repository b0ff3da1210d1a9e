// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/paths/paths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/core/normal_quantile.h"
#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/made_model_test.h"
#include "demandcast/models/calibrated/paths/quantile_paths.h"
#include "demandcast/models/classical/ets/ets_model.h"

namespace demandcast {
namespace {

constexpr double kMean = 100, kDeviation = 10;

/// Knows the normal law that every series follows.
std::unique_ptr<Estimator> normal_estimator() {
  return std::make_unique<MadeEstimator>(
      MadeLaw{[](const MadeQuestion&) { return kMean; },
              [](const MadeQuestion&, double level) { return kMean + kDeviation * normal_quantile(level); }});
}

/// 200 series around 100, of which `common` of the variance is shared; days correlate by `memory`.
Panel panel_of(double common, double memory, int periods = 400) {
  const auto walk = [&](std::uint64_t key) {
    RandomStream random(11, key);
    std::vector<double> path;
    double state = random.normal();
    for (int t = 0; t < periods; ++t) {
      path.push_back(state);
      state = memory * state + std::sqrt(1 - memory * memory) * random.normal();
    }
    return path;
  };
  const std::vector<double> shared = walk(0);
  std::vector<SeriesInput> series;
  for (std::uint64_t i = 0; i < 200; ++i) {
    const std::vector<double> own = walk(i + 1);
    SeriesInput input{"s" + std::to_string(i), 0, {}, std::vector<CellState>(own.size(), CellState::kObserved)};
    for (std::size_t t = 0; t < own.size(); ++t) {
      const double z = std::sqrt(common) * shared[t] + std::sqrt(1 - common) * own[t];
      input.target.push_back(static_cast<float>(kMean + kDeviation * z));
    }
    series.push_back(std::move(input));
  }
  return Panel(Frequency::parse("D"), std::move(series));
}

std::unique_ptr<Forecaster> fitted(const Panel& panel, const Horizon& horizon) {
  PathsOptions options;
  options.past.windows = 60;
  options.past.step = 3;
  const PathsEstimator estimator(options, normal_estimator());
  return estimator.fit(SingleShard(PanelView(panel, panel.last_period(0))), horizon, {});
}

Horizon with_span(int steps, Span span) {
  Horizon horizon = Horizon::of(steps);
  horizon.spans = {span};
  return horizon;
}

/// Mean over series of the 0.9 quantile of the sum over a span, in standard deviations of one period.
double spread_of_sum(const Panel& panel, const Horizon& horizon) {
  const auto forecast = forecast_one(*fitted(panel, horizon), PanelView(panel, panel.last_period(0)), horizon, {});
  double sum = 0;
  for (std::size_t i = 0; i < 200; ++i) sum += forecast.span_quantiles(i, 0)[8] / 200;
  return (sum - horizon.spans[0].length * kMean) / (1.2816 * kDeviation);
}

TEST(Paths, GiveTheKnownLawOfSumsOfIndependentPeriods) {
  EXPECT_NEAR(spread_of_sum(panel_of(0, 0), with_span(6, {1, 4})), 2.0, 0.08);
}

TEST(Paths, GiveTheKnownLawOfSumsOfPeriodsThatGoTogether) {
  // variance of a sum of 4 with correlations 0.7, 0.49, 0.343: 4 + 2 (3 * 0.7 + 2 * 0.49 + 0.343)
  const double known = std::sqrt(4 + 2 * (3 * 0.7 + 2 * 0.49 + 0.343));
  EXPECT_NEAR(spread_of_sum(panel_of(0, 0.7), with_span(6, {0, 4})), known, 0.12);
}

/// Standard deviation of the total over all series at step 1, over what it is when series are independent.
double spread_of_total(const Panel& panel, const Forecaster& forecaster) {
  const PanelView view(panel, panel.last_period(0));
  const auto sampler = forecaster.path_sampler(view, 3, 1000, {});
  std::vector<float> paths(3000);
  std::vector<double> total(1000);
  for (std::size_t i = 0; i < view.series_count(); ++i) {
    sampler->sample(i, paths);
    for (std::size_t p = 0; p < 1000; ++p) total[p] += static_cast<double>(paths[p * 3 + 1]);
  }
  const double mean = std::accumulate(total.begin(), total.end(), 0.0) / 1000;
  double squares = 0;
  for (const double t : total) squares += (t - mean) * (t - mean) / 1000;
  return std::sqrt(squares) / (kDeviation * std::sqrt(200.0));
}

TEST(Paths, KeepWhatSeriesShare) {
  const Panel apart = panel_of(0, 0), shared = panel_of(0.3, 0);
  EXPECT_NEAR(spread_of_total(apart, *fitted(apart, Horizon::of(3))), 1.0, 0.15);
  const double known = std::sqrt(0.3 * 200 + 0.7);
  EXPECT_NEAR(spread_of_total(shared, *fitted(shared, Horizon::of(3))) / known, 1.0, 0.2);  // 60 windows of 400 days
}

TEST(Paths, MayLetPeriodsGoTogetherByTheModelsOwnEquations) {
  PathsOptions options;
  options.past.windows = 60;
  options.past.step = 3;
  options.dependence = "model";
  EtsOptions smoothing;
  smoothing.model = "ANN";
  const Panel panel = panel_of(0.3, 0);
  const PathsEstimator estimator(options, make_local_estimator("ets", std::make_shared<EtsModel>(smoothing)));
  const auto forecaster = estimator.fit(SingleShard(PanelView(panel, panel.last_period(0))), Horizon::of(3), {});
  EXPECT_NEAR(spread_of_total(panel, *forecaster) / std::sqrt(0.3 * 200 + 0.7), 1.0, 0.2);
}

TEST(Paths, CanBeDrawnAsIfNothingWentTogether) {
  PathsOptions options;
  options.dependence = "none";
  const Panel panel = panel_of(0.9, 0.9);
  const PanelView view(panel, panel.last_period(0));
  const PathsEstimator estimator(options, normal_estimator());
  const Horizon horizon = with_span(6, {0, 4});
  const auto forecast = forecast_one(*estimator.fit(SingleShard(view), horizon, {}), view, horizon, {});
  double sum = 0;
  for (std::size_t i = 0; i < 200; ++i) sum += forecast.span_quantiles(i, 0)[8] / 200;
  EXPECT_NEAR((sum - 4 * kMean) / (1.2816 * kDeviation), 2.0, 0.06);
}

TEST(Paths, HaveTheMarginalsOfTheForecast) {
  const Panel panel = panel_of(0.3, 0.5);
  const PanelView view(panel, panel.last_period(0));
  const auto sampler = fitted(panel, Horizon::of(4))->path_sampler(view, 4, 4000, {});
  std::vector<float> paths(16000);
  sampler->sample(17, paths);
  for (std::size_t step = 0; step < 4; ++step) {
    std::vector<double> values;
    for (std::size_t p = 0; p < 4000; ++p) values.push_back(static_cast<double>(paths[p * 4 + step]));
    std::ranges::sort(values);
    for (const double level : {0.1, 0.5, 0.9}) {
      EXPECT_NEAR(values[static_cast<std::size_t>(level * 4000)], kMean + kDeviation * normal_quantile(level), 1.0);
    }
  }
}

TEST(Paths, AreTheSameInAnyOrderAndKeepTheInnerForecast) {
  const Panel panel = panel_of(0.3, 0.5, 120);
  const PanelView view(panel, panel.last_period(0));
  const Horizon horizon = with_span(4, {0, 3});
  const auto forecaster = fitted(panel, horizon);
  const auto sampler = forecaster->path_sampler(view, 4, 50, {});
  std::vector<float> first(200), again(200);
  sampler->sample(3, first);
  forecaster->path_sampler(view, 4, 50, {})->sample(90, again);
  sampler->sample(3, again);
  EXPECT_EQ(first, again);
  RunContext threads;
  threads.threads = 4;
  const auto one = forecast_one(*forecaster, view, horizon, {}),
             four = forecast_one(*forecaster, view, horizon, threads);
  for (std::size_t i = 0; i < 200; ++i) {
    EXPECT_TRUE(std::ranges::equal(one.span_quantiles(i, 0), four.span_quantiles(i, 0)));
    EXPECT_NEAR(one.quantiles(i, 2)[4], kMean, 1e-9);
  }
}

TEST(Paths, OfSeriesThatWereNotLearntStillShareWhatAllShare) {
  const Panel panel = panel_of(0.9, 0);
  const auto forecaster = fitted(panel, Horizon::of(2));
  std::vector<SeriesInput> strangers;
  for (const char* id : {"new one", "new two"}) {
    strangers.push_back({id, 380, std::vector<float>(20, 100.5F), std::vector<CellState>(20, CellState::kObserved)});
  }
  const Panel other(Frequency::parse("D"), std::move(strangers));
  const auto sampler = forecaster->path_sampler(PanelView(other, 399), 2, 2000, {});
  std::vector<float> a(4000), b(4000);
  sampler->sample(0, a);
  sampler->sample(1, b);
  double product = 0;
  for (std::size_t p = 0; p < 2000; ++p) product += (a[p * 2] - kMean) * (b[p * 2] - kMean) / 2000;
  EXPECT_NEAR(product / (kDeviation * kDeviation), 0.9, 0.15);
}

TEST(Paths, RefuseMoreStepsThanWereLearnt) {
  const Panel panel = panel_of(0, 0, 60);
  const auto forecaster = fitted(panel, Horizon::of(4));
  EXPECT_THROW(forecaster->path_sampler(PanelView(panel, 59), 5, 10, {}), ConfigError);
}

}  // namespace
}  // namespace demandcast
