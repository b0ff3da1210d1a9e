// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/distribution_engine/distribution_engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/calibrated/past/made_model_test.h"

namespace demandcast {

void register_seasonal_naive(ModelRegistry& registry);
void register_distribution_engine(ModelRegistry& registry);

namespace {

/// Forecasts ten, always.
std::unique_ptr<Estimator> ten(std::vector<Period>* origins = nullptr) {
  const auto mean = [](const MadeQuestion&) { return 10.0; };
  return std::make_unique<MadeEstimator>(MadeLaw{mean, [](const MadeQuestion&, double) { return 10.0; }}, origins);
}

SeriesInput observed(std::string id, std::vector<float> y, Period first = 0) {
  std::vector<CellState> states(y.size(), CellState::kObserved);
  return {std::move(id), first, std::move(y), std::move(states)};
}

/// Demand even between 5 and 15, 200 series of 60 days.
Panel even_demand() {
  RandomStream random(3, 4);
  std::vector<SeriesInput> series;
  for (int i = 0; i < 200; ++i) {
    std::vector<float> y;
    for (int t = 0; t < 60; ++t) y.push_back(static_cast<float>(5 + 10 * random.uniform()));
    series.push_back(observed("s" + std::to_string(i), std::move(y)));
  }
  return Panel(Frequency::parse("D"), std::move(series));
}

Horizon with_span(int steps, Span span) {
  Horizon horizon = Horizon::of(steps);
  horizon.spans = {span};
  return horizon;
}

ModelRegistry registry() {
  ModelRegistry models;
  register_seasonal_naive(models);
  register_distribution_engine(models);
  return models;
}

std::unique_ptr<Forecaster> fitted_engine(const Panel& panel, Period origin, const Horizon& horizon) {
  const ModelRegistry models = registry();
  const auto estimator = make_estimator(parse_composition("seasonal_naive+distribution_engine", models), models, {});
  return estimator->fit(SingleShard(PanelView(panel, origin)), horizon, {});
}

std::vector<double> numbers_of(const QuantileForecast& forecast) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < forecast.series_count(); ++i) {
    for (int step = 0; step < forecast.horizon().steps; ++step) {
      numbers.push_back(forecast.mean(i, step));
      for (const double q : forecast.quantiles(i, step)) numbers.push_back(q);
    }
    for (std::size_t s = 0; s < forecast.horizon().spans.size(); ++s) {
      numbers.push_back(forecast.span_mean(i, s));
      for (const double q : forecast.span_quantiles(i, s)) numbers.push_back(q);
    }
  }
  return numbers;
}

TEST(DistributionEngine, RecoversTheDistributionAroundAPointForecast) {
  const Panel panel = even_demand();
  const DistributionEngineEstimator estimator({}, ten());
  const Horizon horizon = with_span(8, {2, 4});
  const auto forecaster = estimator.fit(SingleShard(PanelView(panel, 59)), horizon, {});
  EXPECT_TRUE(forecaster->forecasts_spans());
  const auto forecast = forecast_one(*forecaster, PanelView(panel, 59), horizon, {});
  double mean_deviation = 0, span_deviation = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    EXPECT_EQ(forecast.mean(i, 3), 10);
    EXPECT_EQ(forecast.span_mean(i, 0), 40);
    mean_deviation += (forecast.quantiles(i, 3)[7] - 13) / 200;  // 5 + 10 * 0.8
    // The sum of four: mean 40, deviation sqrt(4 / 12) * 10; 0.8 quantile of that Irwin-Hall sum 40 + 5.01
    span_deviation += (forecast.span_quantiles(i, 0)[7] - 45.01) / 200;
  }
  EXPECT_NEAR(mean_deviation, 0, 0.3);
  EXPECT_NEAR(span_deviation, 0, 0.6);
}

TEST(DistributionEngine, LearnsErrorsFromAFitBeforeTheirOrigins) {
  const Panel panel = even_demand();
  std::vector<Period> origins;
  DistributionEngineOptions options;
  options.windows = 3;
  options.step = 5;
  const DistributionEngineEstimator estimator(options, ten(&origins));
  estimator.fit(SingleShard(PanelView(panel, 59)), Horizon::of(8), {});
  EXPECT_EQ(origins, (std::vector<Period>{59 - 8 - 2 * 5, 59}));
}

TEST(DistributionEngine, TakesFewerWindowsWhereHalfOfTheHistoryWouldNotBeLeft) {
  const Panel panel(Frequency::parse("D"), {observed("short", std::vector<float>(20, 3))});
  std::vector<Period> origins;
  const DistributionEngineEstimator estimator({}, ten(&origins));
  estimator.fit(SingleShard(PanelView(panel, 19)), Horizon::of(4), {});
  EXPECT_EQ(origins, (std::vector<Period>{19 - 10, 19}));  // 4 + 6 periods back, one apart
}

TEST(DistributionEngine, DoesNotSeeWhatComesAfterTheOrigin) {
  std::vector<float> past{4, 6, 5, 7, 3, 4, 6, 5, 8, 4, 6, 7, 5, 4, 3, 6, 7, 5, 6, 4}, other = past;
  std::fill(past.begin() + 14, past.end(), 1000.0F);
  std::fill(other.begin() + 14, other.end(), 0.0F);
  const Panel a(Frequency::parse("D"), {observed("x", past)}), b(Frequency::parse("D"), {observed("x", other)});
  const Horizon horizon = with_span(3, {0, 2});
  EXPECT_EQ(numbers_of(forecast_one(*fitted_engine(a, 13, horizon), PanelView(a, 13), horizon, {})),
            numbers_of(forecast_one(*fitted_engine(b, 13, horizon), PanelView(b, 13), horizon, {})));
}

TEST(DistributionEngine, ForecastsTheSameAfterSavingAndLoading) {
  const Panel panel = even_demand();
  const Horizon horizon = with_span(6, {1, 3});
  const auto forecaster = fitted_engine(panel, 59, horizon);
  Artifact artifact;
  ArtifactWriter writer(artifact);
  forecaster->save(writer);
  const ModelRegistry models = registry();
  const auto loaded = load_forecaster(parse_composition("seasonal_naive+distribution_engine", models), models, {},
                                      ArtifactReader(artifact));
  Horizon asked = horizon;
  asked.levels = {0.015, 0.5, 0.985};  // other levels than the fit's
  const PanelView view(panel, 57);
  EXPECT_EQ(numbers_of(forecast_one(*forecaster, view, asked, {})), numbers_of(forecast_one(*loaded, view, asked, {})));
}

TEST(DistributionEngine, RefusesStepsAndSpansThatItDidNotLearn) {
  const Panel panel = even_demand();
  const auto forecaster = fitted_engine(panel, 59, with_span(4, {0, 2}));
  EXPECT_THROW(forecast_one(*forecaster, PanelView(panel, 59), Horizon::of(5), {}), ConfigError);
  EXPECT_THROW(forecast_one(*forecaster, PanelView(panel, 59), with_span(4, {1, 2}), {}), ConfigError);
}

TEST(DistributionEngine, StandsUpToStrangeSeriesAndKeepsTheReasonOfTheInnerModel) {
  std::vector<SeriesInput> series;
  for (const double unit : {1e-6, 1.0, 1e12}) {
    std::vector<float> y;
    for (int t = 0; t < 40; ++t) y.push_back(static_cast<float>(unit * (t % 5)));
    series.push_back(observed("scale" + std::to_string(series.size()), std::move(y)));
  }
  for (int length = 0; length <= 5; ++length) {
    series.push_back(observed("short" + std::to_string(length), std::vector<float>(static_cast<std::size_t>(length), 2),
                              40 - length));
  }
  series.push_back(observed("zeros", std::vector<float>(40, 0)));
  series.push_back(observed("constant", std::vector<float>(40, 8)));
  const Panel panel(Frequency::parse("D"), std::move(series));
  const Horizon horizon = with_span(4, {0, 4});
  const auto forecast = forecast_one(*fitted_engine(panel, 39, horizon), PanelView(panel, 39), horizon, {});
  for (const double number : numbers_of(forecast)) EXPECT_TRUE(std::isfinite(number) && number >= 0) << number;
  EXPECT_EQ(forecast.reason(3), FallbackReason::kNoHistory);
  EXPECT_EQ(forecast.reason(4), FallbackReason::kTooShort);
  EXPECT_EQ(forecast.reason(9), FallbackReason::kAllZero);
  EXPECT_EQ(forecast.quantiles(9, 0)[8], 0);
}

TEST(DistributionEngine, APanelWithoutAnyErrorKeepsThePointForecast) {
  const Panel panel(Frequency::parse("D"), {observed("new", {5, 5})});
  const auto forecast = forecast_one(*fitted_engine(panel, 1, Horizon::of(3)), PanelView(panel, 1), Horizon::of(3), {});
  EXPECT_EQ(forecast.mean(0, 2), 5);
  EXPECT_EQ(forecast.quantiles(0, 2)[0], 5);
  EXPECT_EQ(forecast.quantiles(0, 2)[8], 5);
}

TEST(DistributionEngine, GivesTheSameAtAnyNumberOfThreads) {
  const Panel panel = even_demand();
  RunContext four;
  four.threads = 4;
  const auto forecaster = fitted_engine(panel, 59, Horizon::of(5));
  EXPECT_EQ(numbers_of(forecast_one(*forecaster, PanelView(panel, 59), Horizon::of(5), {})),
            numbers_of(forecast_one(*forecaster, PanelView(panel, 59), Horizon::of(5), four)));
}

}  // namespace
}  // namespace demandcast
