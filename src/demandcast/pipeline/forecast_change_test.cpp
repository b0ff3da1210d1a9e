// The parts of a change add up, and are those of a forecast whose formula is known.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/forecast_change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/data/read_panel.h"
#include "demandcast/data/synthetic_catalogue.h"
#include "demandcast/data/table.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/plans_then.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Newest demand plus the step's price times a slope: three things that a forecast is made from.
class LevelAndPrice final : public Forecaster {
 public:
  explicit LevelAndPrice(double slope) : slope_(slope) {}
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext&) const override {
    std::vector<QuantileForecast> forecasts;
    for (const PanelView& view : views) {
      QuantileForecast& forecast = forecasts.emplace_back(view, horizon);
      for (std::size_t i = 0; i < view.series_count(); ++i) fill(view, i, forecast);
    }
    return forecasts;
  }
  void save(ArtifactWriter&) const override {}

 private:
  void fill(const PanelView& view, std::size_t i, QuantileForecast& forecast) const {
    const SeriesView series = view.series(i);
    const Period origin = series.origin();
    const auto price = series.channel(view.channels().front(), origin + 1, origin + forecast.horizon().steps);
    for (int step = 0; step < forecast.horizon().steps; ++step) {
      const double mean = static_cast<double>(series.target().back()) + slope_ * price[static_cast<std::size_t>(step)];
      forecast.mean(i, step) = mean;
      std::ranges::fill(forecast.quantiles(i, step), 2 * mean);
    }
  }
  double slope_;
};

/// Six periods of demand 1, 2, ... 6, and a price of `price` in the ten periods from the first on.
Panel rising(float price) {
  const std::vector<CellState> observed(6, CellState::kObserved);
  Channel prices{"price", ChannelRole::kKnownFuture, {0, 10}, {0}, std::vector<float>(10, price), {}};
  return {Frequency::parse("1"), {{"A", 0, {1, 2, 3, 4, 5, 6}, observed, {}}}, {prices}};
}

constexpr Period kOriginThen = 3, kOriginNow = 5;

ChangeInputs inputs_of(const Panel& then, const Panel& now, const Forecaster& model_then, const Forecaster& model_now) {
  return {{{{PanelView(then, kOriginThen), PanelView(now, kOriginThen)},
            {PanelView(then, kOriginNow), PanelView(now, kOriginNow)}}},
          {&model_then, &model_now},
          Horizon::of(4)};
}

const std::vector<std::size_t> kFirst{0};

TEST(ForecastChanges, AreSharedOutAsTheFormulaOfTheForecastSays) {
  const Panel then = rising(10), now = rising(8);
  const LevelAndPrice model_then(-0.1), model_now(-0.3);
  const auto changes = forecast_changes(inputs_of(then, now, model_then, model_now), kFirst, {});
  ASSERT_EQ(changes.size(), 1U);
  const ForecastChange& change = changes.front();
  EXPECT_EQ(change.then, "3");
  EXPECT_EQ(change.now, "5");
  EXPECT_THAT(change.dates, ElementsAre("6", "7"));
  EXPECT_NEAR(change.before.mean[0], 4 - 0.1 * 10, 1e-6);
  EXPECT_NEAR(change.after.mean[0], 6 - 0.3 * 8, 1e-6);
  // f = level + slope * price: of a product, the change of a factor times the mean of the other [Shapley 1953].
  EXPECT_NEAR(change.parts[0].share.mean[0], 6 - 4, 1e-6);
  EXPECT_NEAR(change.parts[1].share.mean[0], (8 - 10) * (-0.1 - 0.3) / 2, 1e-6);
  EXPECT_NEAR(change.parts[2].share.mean[0], (-0.3 + 0.1) * (10 + 8) / 2, 1e-6);
  // Over two dates: the plan first, at the slope of then, or last, at that of now.
  EXPECT_NEAR(change.parts[1].low, 2 * (8 - 10) * -0.1, 1e-6);
  EXPECT_NEAR(change.parts[1].high, 2 * (8 - 10) * -0.3, 1e-6);
  EXPECT_NEAR(change.parts[0].low, change.parts[0].high, 1e-6);
}

TEST(ForecastChanges, TellWhatWentByAndWhichPlansWereOthers) {
  const Panel then = rising(10), now = rising(8);
  const LevelAndPrice model(-0.1);
  const ForecastChange change = forecast_changes(inputs_of(then, now, model, model), kFirst, {}).front();
  EXPECT_THAT(change.since, ElementsAre("4", "5"));
  EXPECT_THAT(change.sold, ElementsAre(5, 6));
  EXPECT_NEAR(change.expected[1], 3, 1e-6);
  ASSERT_EQ(change.plans.size(), 1U);
  EXPECT_EQ(change.plans[0].periods, 8U) << "of the eight up to the last date that the forecast of then reaches";
  EXPECT_EQ(change.plans[0].date, "6");
  EXPECT_EQ(change.plans[0].then, 10);
  EXPECT_EQ(change.plans[0].now, 8);
  EXPECT_FALSE(change.refitted);
  EXPECT_EQ(change.parts[2].share.mean[0], 0) << "one model";
}

TEST(ForecastChanges, GiveNoShareToPlansThatStayed) {
  const Panel panel = rising(10);
  const LevelAndPrice model_then(-0.1), model_now(-0.3);
  const ForecastChange change = forecast_changes(inputs_of(panel, panel, model_then, model_now), kFirst, {}).front();
  EXPECT_TRUE(change.plans.empty());
  EXPECT_EQ(change.parts[1].share.mean[0], 0);
  EXPECT_NEAR(change.parts[2].share.mean[0], -0.2 * 10, 1e-6);
}

Panel catalogue() {
  SyntheticCatalogueOptions options;
  options.series = 6;
  options.periods = 120;
  DataSource source;
  source.path = testing::TempDir() + "/demandcast_forecast_change.parquet";
  source.known = {"price"};
  write_table(make_synthetic_catalogue(options, {}).sales, source.path);
  return read_panel_or_throw(source);
}

TEST(ForecastChanges, AddUpForTheMeanAndEveryLevelOfALearnedModel) {
  const Panel now = catalogue();
  const Period newest = now.last_period(), ago = newest - 3;
  const PanelView view_then(now, ago);
  std::vector<Channel> channels = now.channels();
  for (float& plan : std::ranges::find(channels, "price", &Channel::name)->values) plan *= 1.25F;
  SeriesCells cells;
  for (std::size_t i = 0; i < now.series_count(); ++i) cells.add(now, i);
  const Panel then = Panel::of_cells(now.frequency(), std::move(cells), channels, now.statics());
  const ModelRegistry registry = builtin_models();
  const auto recipe = make_estimator(parse_composition("ets+price_elasticity+calibrated", registry), registry, {});
  const Horizon horizon = Horizon::of(8);
  const auto model_then = recipe->fit(SingleShard(PanelView(then, ago)), horizon, {});
  const auto model_now = recipe->fit(SingleShard(PanelView(now, newest)), horizon, {});
  const ChangeInputs inputs{{{{PanelView(then, ago), view_then}, {PanelView(then, newest), PanelView(now, newest)}}},
                            {model_then.get(), model_now.get()},
                            horizon};
  const std::vector<std::size_t> series{0, 3, 5};
  bool each_part_counts[3] = {};
  for (const ForecastChange& change : forecast_changes(inputs, series, {})) {
    ASSERT_EQ(change.dates.size(), 5U);
    for (std::size_t date = 0; date < change.dates.size(); ++date) {
      double sum = 0;
      for (const ChangePart& part : change.parts) sum += part.share.mean[date];
      EXPECT_NEAR(sum, change.after.mean[date] - change.before.mean[date], 1e-9 * change.after.mean[date]);
    }
    for (std::size_t cell = 0; cell < change.after.quantiles.size(); ++cell) {
      double sum = 0;
      for (const ChangePart& part : change.parts) sum += part.share.quantiles[cell];
      EXPECT_NEAR(sum, change.after.quantiles[cell] - change.before.quantiles[cell], 1e-7);
    }
    for (std::size_t part = 0; part < 3; ++part) each_part_counts[part] |= total_of(change.parts[part].share) != 0;
  }
  EXPECT_THAT(each_part_counts, ElementsAre(true, true, true));
}

TEST(ForecastChanges, AreRefusedWhereNoDateIsForecastByBothOrNothingWasKnown) {
  const Panel panel = rising(10);
  const auto refused = [&](Period then, int steps) {
    try {
      require_common_dates(PanelView(panel, then), PanelView(panel, kOriginNow), kFirst, steps);
    } catch (const ConfigError& error) {
      return std::string(error.what());
    }
    return std::string("nothing was refused");
  };
  EXPECT_THAT(refused(kOriginThen, 2), HasSubstr("the forecast of 3 reaches to 5"));
  EXPECT_EQ(refused(kOriginThen, 3), "nothing was refused");
  EXPECT_THAT(refused(-1, 9), HasSubstr("\"A\" has no demand up to -1"));
}

}  // namespace
}  // namespace demandcast
