// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/local_paths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "demandcast/models/classical/croston/croston.h"
#include "demandcast/models/classical/ets/ets_forecast.h"
#include "demandcast/models/classical/ets/ets_model.h"
#include "demandcast/models/classical/ets/saved_ets.h"
#include "demandcast/models/classical/theta/theta.h"

namespace demandcast {
namespace {

constexpr int kSteps = 6, kPaths = 20000;

/// "walk" wanders around 100, "zeros" never sold, "two" has sold twice.
Panel shop() {
  RandomStream random(3, 1);
  std::vector<float> walk;
  double level = 100;
  for (int t = 0; t < 80; ++t) {
    const double error = 4 * random.normal();
    walk.push_back(static_cast<float>(level + error));
    level += 0.5 * error;
  }
  const auto series = [](std::string id, std::vector<float> y) {
    std::vector<CellState> states(y.size(), CellState::kObserved);
    return SeriesInput{std::move(id), 0, std::move(y), std::move(states)};
  };
  return Panel(Frequency::parse("D"),
               {series("walk", walk), series("zeros", std::vector<float>(80, 0)), series("two", {4, 9})});
}

/// A forecaster of the shop's series, and its simulation.
class Simulated {
 public:
  explicit Simulated(std::shared_ptr<const LocalModel> model)
      : panel_(shop()),
        view_(panel_, 79),
        fitted_(make_local_estimator("model", std::move(model))->fit(SingleShard(view_), Horizon::of(kSteps), {})) {
    const auto sampler = fitted_->simulation(view_, kSteps, kPaths, {});
    if (sampler == nullptr) return;
    for (auto& paths : paths_) paths.resize(std::size_t{kPaths} * kSteps);
    for (std::size_t i = 3; i-- > 0;) sampler->sample(i, paths_[i]);
  }
  const std::vector<float>& paths(std::size_t series) const { return paths_[series]; }
  /// Variance of the sums of the first `steps` steps of "walk".
  double variance_of_sums(std::size_t steps) const {
    double sum = 0, squares = 0;
    for (std::size_t at = 0; at < paths_[0].size(); at += kSteps) {
      const auto path = std::span(paths_[0]).subspan(at, steps);
      const double total = std::accumulate(path.begin(), path.end(), 0.0);
      sum += total / kPaths;
      squares += total * total / kPaths;
    }
    return squares - sum * sum;
  }
  const Panel& panel() const { return panel_; }
  QuantileForecast forecast() const { return forecast_one(*fitted_, view_, Horizon::of(kSteps), {}); }

 private:
  Panel panel_;
  PanelView view_;
  std::unique_ptr<Forecaster> fitted_;
  std::array<std::vector<float>, 3> paths_;
};

// An error moves its own step and, by alpha, all later ones: the sum of H steps holds it 1 + alpha (H - 1 - j) times.
TEST(LocalPaths, OfSimpleSmoothingHaveTheClosedLawOfSums) {
  EtsOptions options;
  options.model = "ANN";
  const Simulated simulated(std::make_shared<EtsModel>(options));
  const auto view = PanelView(simulated.panel(), 79);
  const EtsModel model(options);
  LocalSeries series;
  for (const float y : view.series(0).target()) series.y.push_back(static_cast<double>(y));
  const EtsFit fit = SavedEts::from_numbers(model.fit(series).numbers).fit;
  double weights = 0;
  for (int j = 0; j < kSteps; ++j) weights += std::pow(1 + fit.weights.alpha * (kSteps - 1 - j), 2);
  EXPECT_GT(fit.weights.alpha, 0.3);
  EXPECT_NEAR(simulated.variance_of_sums(kSteps) / (fit.sigma2 * weights), 1, 0.03);
}

TEST(LocalPaths, HaveTheQuantilesOfTheForecastAtEveryStep) {
  ThetaOptions options;
  options.distribution = "normal";
  for (const std::shared_ptr<const LocalModel>& model :
       {std::shared_ptr<const LocalModel>(std::make_shared<EtsModel>(EtsOptions{})),
        std::shared_ptr<const LocalModel>(std::make_shared<ThetaModel>(options))}) {
    const Simulated simulated(model);
    const QuantileForecast forecast = simulated.forecast();
    for (std::size_t h = 0; h < kSteps; ++h) {
      std::vector<float> values;
      for (std::size_t p = 0; p < kPaths; ++p) values.push_back(simulated.paths(0)[p * kSteps + h]);
      std::ranges::sort(values);
      const auto quantiles = forecast.quantiles(0, static_cast<int>(h));
      const double width = quantiles[8] - quantiles[0];
      EXPECT_NEAR(values[kPaths / 10], quantiles[0], 0.03 * width) << h;
      EXPECT_NEAR(values[kPaths * 9 / 10], quantiles[8], 0.03 * width) << h;
    }
  }
}

TEST(LocalPaths, OfSeriesThatFallBackAreDrawnFromTheFallback) {
  const Simulated simulated(std::make_shared<EtsModel>(EtsOptions{}));
  EXPECT_TRUE(std::ranges::all_of(simulated.paths(1), [](float value) { return value == 0; }));
  const auto [low, high] = std::ranges::minmax(simulated.paths(2));
  const auto forecast = simulated.forecast();
  EXPECT_NEAR(low, forecast.quantiles(2, 0)[0], 1e-3);  // the fallback knows one error, which all its quantiles are
  EXPECT_NEAR(high, forecast.quantiles(2, kSteps - 1)[8], 1e-3);
}

TEST(LocalPaths, DoNotDependOnTheOrderInWhichSeriesAreDrawn) {
  const Panel panel = shop();
  const PanelView view(panel, 79);
  const auto forecaster =
      make_local_estimator("theta", std::make_shared<ThetaModel>())->fit(SingleShard(view), Horizon::of(2), {});
  const auto sampler = forecaster->simulation(view, 2, 50, {});
  std::vector<float> first(100), other(100), again(100);
  sampler->sample(0, first);
  sampler->sample(2, other);
  sampler->sample(0, again);
  EXPECT_EQ(first, again);
}

TEST(LocalPaths, AreNotDrawnByModelsWithoutEquations) {
  const Panel panel = shop();
  const PanelView view(panel, 79);
  const auto forecaster = make_local_estimator("croston", std::make_shared<Croston>(CrostonOptions{}))
                              ->fit(SingleShard(view), Horizon::of(2), {});
  EXPECT_EQ(forecaster->simulation(view, 2, 50, {}), nullptr);
}

}  // namespace
}  // namespace demandcast
