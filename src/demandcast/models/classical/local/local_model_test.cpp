// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/local_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demandcast/core/error.h"
#include "demandcast/forecast/artifact.h"

namespace demandcast {
namespace {

constexpr float kGap = std::numeric_limits<float>::quiet_NaN();

/// Learns the mean of what it is shown; forecasts it plus noise at every level, or NaN when told to.
class MeanModel final : public LocalModel {
 public:
  explicit MeanModel(bool breaks = false) : breaks_(breaks) {}
  LocalFit fit(const LocalSeries& series) const override {
    double sum = 0, count = 0;
    for (const double y : series.y) {
      if (std::isnan(y)) continue;
      sum += y;
      ++count;
    }
    if (count < 2) return {{}, FallbackReason::kTooShort};
    return {{sum / count, static_cast<double>(series.y.size()), static_cast<double>(series.first_period)}};
  }
  void forecast(const LocalFit& fit, const LocalSeries&, const Horizon&, RandomStream& random,
                LocalForecast& out) const override {
    for (double& mean : out.mean) mean = breaks_ ? std::nan("") : fit.numbers[0];
    for (double& quantile : out.quantiles) quantile = fit.numbers[0] + 100 * random.normal();
  }
  Explanation explain(const LocalFit& fit, const LocalSeries&) const override {
    return {"MEAN", {{"mean", fit.numbers[0]}, {"length", fit.numbers[1]}, {"first", fit.numbers[2]}}, {}};
  }

 private:
  bool breaks_;
};

SeriesInput series_of(std::string id, std::vector<float> y) {
  std::vector<CellState> states;
  for (const float value : y) states.push_back(std::isnan(value) ? CellState::kMissing : CellState::kObserved);
  return {std::move(id), 100, std::move(y), std::move(states)};
}

Panel shop() {
  return Panel(Frequency::parse("D"), {series_of("steady", {kGap, kGap, 4, 6, kGap, 8, 6, 6}),
                                       series_of("absent", {kGap, kGap}), series_of("zeros", {0, 0, 0, 0, 0, 0, 0, 0}),
                                       series_of("young", {kGap, kGap, kGap, kGap, kGap, 7}), series_of("empty", {})});
}

std::unique_ptr<Forecaster> fitted(const Panel& panel, Period origin, bool breaks = false) {
  const auto estimator = make_local_estimator("mean", std::make_shared<MeanModel>(breaks));
  return estimator->fit(SingleShard(PanelView(panel, origin)), Horizon::of(3), {});
}

std::vector<double> numbers_of(const QuantileForecast& forecast) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < forecast.series_count(); ++i) {
    for (int step = 0; step < forecast.horizon().steps; ++step) {
      numbers.push_back(forecast.mean(i, step));
      for (const double q : forecast.quantiles(i, step)) numbers.push_back(q);
    }
  }
  return numbers;
}

TEST(LocalModel, SeesTheHistoryFromItsFirstObservedPeriod) {
  const Panel panel = shop();
  const Explanation told = fitted(panel, 107)->explain(PanelView(panel, 107), 0, {});
  EXPECT_EQ(told.form, "MEAN");
  EXPECT_EQ(told.parameters[0].second, 6);
  EXPECT_EQ(told.parameters[1].second, 6);
  EXPECT_EQ(told.parameters[2].second, 102);
}

TEST(LocalModel, EverySeriesGetsAForecastAndTheReasonWhereItIsNotTheModels) {
  const Panel panel = shop();
  const auto forecast = forecast_one(*fitted(panel, 107), PanelView(panel, 107), Horizon::of(3), {});
  EXPECT_EQ(forecast.reason(0), FallbackReason::kNone);
  EXPECT_EQ(forecast.reason(1), FallbackReason::kNoHistory);
  EXPECT_EQ(forecast.reason(2), FallbackReason::kAllZero);
  EXPECT_EQ(forecast.reason(3), FallbackReason::kTooShort);
  EXPECT_EQ(forecast.reason(4), FallbackReason::kNoHistory);
  EXPECT_EQ(forecast.mean(0, 2), 6);
  EXPECT_EQ(forecast.mean(1, 0), 0);
  EXPECT_EQ(forecast.quantiles(2, 0)[8], 0);
  EXPECT_EQ(forecast.mean(3, 0), 7);
  EXPECT_EQ(forecast.quantiles(3, 2)[0], 7);
}

TEST(LocalModel, QuantilesAreSortedAndNotBelowZero) {
  const Panel panel = shop();
  const auto forecast = forecast_one(*fitted(panel, 107), PanelView(panel, 107), Horizon::of(3), {});
  const auto q = forecast.quantiles(0, 1);
  EXPECT_TRUE(std::is_sorted(q.begin(), q.end()));
  EXPECT_GE(q.front(), 0);
}

TEST(LocalModel, GivesTheSameNumbersAtAnyNumberOfThreadsAndOthersAtAnotherOriginOrSeed) {
  const Panel panel = shop();
  const auto forecaster = fitted(panel, 105);
  RunContext one, four, other_seed;
  four.threads = 4;
  other_seed.seed = 7;
  const std::vector<PanelView> views{PanelView(panel, 106), PanelView(panel, 107)};
  const auto a = forecaster->forecast(views, Horizon::of(3), one),
             b = forecaster->forecast(views, Horizon::of(3), four);
  EXPECT_EQ(numbers_of(a[0]), numbers_of(b[0]));
  EXPECT_EQ(numbers_of(a[1]), numbers_of(b[1]));
  EXPECT_NE(numbers_of(a[0]), numbers_of(a[1]));
  EXPECT_NE(numbers_of(a[0]), numbers_of(forecaster->forecast(views, Horizon::of(3), other_seed)[0]));
}

TEST(LocalModel, KeepsTheParametersOfTheFitAndMatchesThemById) {
  const Panel panel = shop();
  const auto forecaster = fitted(panel, 103);  // the mean of 4 and 6
  const Panel turned(Frequency::parse("D"),
                     {series_of("new", {1, 1, 2, 2, 3, 3}), series_of("steady", {kGap, kGap, 4, 6, kGap, 8, 6, 6})});
  const auto forecast = forecast_one(*forecaster, PanelView(turned, 107), Horizon::of(1), {});
  EXPECT_EQ(forecast.mean(0, 0), 2);  // not seen before: fitted on the spot
  EXPECT_EQ(forecast.mean(1, 0), 5);
}

TEST(LocalModel, TriesASeriesAgainThatWasTooShortAtTheFit) {
  const Panel panel(Frequency::parse("D"), {series_of("grows", {3, 5, 5, 5})});
  const auto forecaster = fitted(panel, 100);
  EXPECT_EQ(forecast_one(*forecaster, PanelView(panel, 100), Horizon::of(1), {}).reason(0), FallbackReason::kTooShort);
  const auto grown = forecast_one(*forecaster, PanelView(panel, 103), Horizon::of(1), {});
  EXPECT_EQ(grown.reason(0), FallbackReason::kNone);
  EXPECT_EQ(grown.mean(0, 0), 4.5);
}

TEST(LocalModel, FallsBackWhereTheModelGivesNumbersThatAreNotFinite) {
  const Panel panel = shop();
  const auto forecast = forecast_one(*fitted(panel, 107, true), PanelView(panel, 107), Horizon::of(2), {});
  EXPECT_EQ(forecast.reason(0), FallbackReason::kDegenerate);
  EXPECT_EQ(forecast.mean(0, 0), 6);  // a history within one week: the last value
}

TEST(LocalModel, ForecastsTheSameAfterSavingAndLoading) {
  const Panel panel = shop();
  const auto forecaster = fitted(panel, 106);
  Artifact artifact;
  ArtifactWriter writer(artifact);
  forecaster->save(writer);
  const auto loaded = load_local_forecaster("mean", std::make_shared<MeanModel>(), ArtifactReader(artifact));
  const PanelView view(panel, 107);
  EXPECT_EQ(numbers_of(forecast_one(*forecaster, view, Horizon::of(3), {})),
            numbers_of(forecast_one(*loaded, view, Horizon::of(3), {})));
}

TEST(LocalModel, RefusesSpansBeforeAnyWorkAndTellsTheWayOut) {
  const Panel panel = shop();
  const PanelView view(panel, 107);
  Horizon horizon = Horizon::of(3);
  horizon.spans = {{0, 2}};
  const auto forecaster = fitted(panel, 107);
  EXPECT_FALSE(forecaster->forecasts_spans());
  EXPECT_THROW(forecast_one(*forecaster, view, horizon, {}), ConfigError);
  try {
    make_local_estimator("mean", std::make_shared<MeanModel>())->fit(SingleShard(view), horizon, {});
    FAIL() << "spans were accepted";
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("mean+paths"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace demandcast
