// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/launch_analogues.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/patchwork/launch_analogues/launch_catalogue_test.h"

namespace demandcast {
namespace {

constexpr int kSteps = 6;
constexpr Period kOrigin = kLaunchesBegin + 69;

const ModelRegistry& registry() {
  static const ModelRegistry models = builtin_models();
  return models;
}

std::unique_ptr<Estimator> estimator(const OptionValues& options = {}, const char* base = "seasonal_naive") {
  const std::string text = std::string(base) + "+launch_analogues";
  return make_estimator(parse_composition(text, registry()), registry(), {{"launch_analogues", options}});
}

std::unique_ptr<Forecaster> fitted(const Panel& panel, const OptionValues& options = {}, int threads = 1,
                                   const char* base = "seasonal_naive") {
  RunContext context;
  context.threads = threads;
  return estimator(options, base)->fit(SingleShard(PanelView(panel, kOrigin)), Horizon::of(kSteps), context);
}

QuantileForecast forecast_of(const Panel& panel, const OptionValues& options = {}, int threads = 1) {
  return forecast_one(*fitted(panel, options, threads), PanelView(panel, kOrigin), Horizon::of(kSteps), {});
}

std::vector<double> numbers_of(const QuantileForecast& forecast, std::size_t series) {
  std::vector<double> all;
  for (int step = 0; step < forecast.horizon().steps; ++step) {
    all.push_back(forecast.mean(series, step));
    for (const double q : forecast.quantiles(series, step)) all.push_back(q);
  }
  return all;
}

void expect_same(const QuantileForecast& a, const QuantileForecast& b) {
  ASSERT_EQ(a.series_count(), b.series_count());
  for (std::size_t i = 0; i < a.series_count(); ++i) {
    ASSERT_EQ(numbers_of(a, i), numbers_of(b, i)) << i;
    ASSERT_EQ(a.reason(i), b.reason(i)) << i;
  }
}

const LaunchesTold& told() {
  static const LaunchesTold launches = launches_told(300);
  return launches;
}

const LaunchAnaloguesForecaster& told_forecaster() {
  static const auto forecaster = fitted(told().panel);
  return dynamic_cast<const LaunchAnaloguesForecaster&>(*forecaster);
}

TEST(LaunchAnalogues, LearnsWhichAttributeMakesLaunchesAlike) {
  const LaunchFacts& facts = told_forecaster().launches().facts();
  ASSERT_EQ(facts.traits.traits()[0].name, "brand");
  ASSERT_EQ(facts.traits.traits()[1].name, "colour");
  EXPECT_GE(facts.similarity.kernel.weights[0], 4);
  EXPECT_LE(facts.similarity.kernel.weights[1], 1);
}

TEST(LaunchAnalogues, RecoversTheCurveOfTheCatalogue) {
  const LaunchBook& book = told_forecaster().launches().facts().book;
  for (const std::size_t age : {0, 1, 3, 8}) {
    const double truth = told_curve(static_cast<Period>(age)) / told_curve(12);
    EXPECT_NEAR(book.curve(age) / book.curve(12), truth, 0.08 * truth) << age;
  }
}

/// Share of what new products sell that lies within the 80 % band; their means are to be of their brands' levels.
double covered_share(const LaunchesTold& launches, const QuantileForecast& forecast) {
  double inside = 0, rows = 0, off = 0, products = 0;
  for (std::size_t i = 0; i < launches.panel.series_count(); ++i) {
    const Period start = launches.start[i];
    if (start <= kOrigin - 4 || start > kOrigin + kSteps) continue;
    for (int step = 0; step < kSteps; ++step) {
      const Period period = kOrigin + 1 + step;
      if (period < start) {
        EXPECT_EQ(forecast.quantiles(i, step)[8], 0);  // not launched yet
        continue;
      }
      const auto y = static_cast<double>(launches.panel.target(i)[static_cast<std::size_t>(period - start)]);
      inside += y >= forecast.quantiles(i, step)[0] && y <= forecast.quantiles(i, step)[8];
      ++rows;
    }
    const Period last = kOrigin + kSteps;
    off += std::log(forecast.mean(i, kSteps - 1) / (launches.level[i] * told_curve(last - start)));
    ++products;
  }
  EXPECT_GT(rows, 300);
  EXPECT_NEAR(off / products, 0.04, 0.1);  // half the variance of the levels' logarithm: a mean is above a median
  return inside / rows;
}

TEST(LaunchAnalogues, CoverWhatNewProductsSellFromAsManyLaunchesAsTheirBrandHas) {
  const LaunchesTold launches = launches_told(900, 80, 8);
  EXPECT_NEAR(covered_share(launches, forecast_of(launches.panel, {{"analogues", "200"}})), 0.8, 0.06);
}

TEST(LaunchAnalogues, CoverALittleMoreFromLaunchesOfOtherBrandsToo) {
  const LaunchesTold launches = launches_told(900, 80, 8);
  const double share = covered_share(launches, forecast_of(launches.panel));
  EXPECT_GT(share, 0.74);
  EXPECT_LT(share, 0.9);
}

TEST(LaunchAnalogues, NamesProductsOfTheSameBrand) {
  const LaunchAnaloguesForecaster& forecaster = told_forecaster();
  const PanelView view(told().panel, kOrigin);
  const auto young = std::ranges::find_if(told().start, [](Period start) { return start == kOrigin + 1; });
  ASSERT_NE(young, told().start.end());
  const auto series = static_cast<std::size_t>(young - told().start.begin());
  const Explanation explained = forecaster.explain(view, series, {});
  EXPECT_EQ(explained.form, "launch_analogues");
  const StaticColumn& brand = *told().panel.find_static("brand");
  ASSERT_EQ(explained.relatives.size(), 10U);
  for (const auto& [name, weight] : explained.relatives) {
    EXPECT_EQ(brand.codes[*told().panel.find(name)], brand.codes[series]) << name;
    EXPECT_GT(weight, 0);
  }
  EXPECT_EQ(forecaster.explain(view, 0, {}).form, "");  // an old product: the inner model's
}

TEST(LaunchAnalogues, LeaveEverySeriesThatIsNotYoungToTheInnerModelBitForBit) {
  const Panel& panel = told().panel;
  const PanelView view(panel, kOrigin);
  const auto plain = make_estimator(parse_composition("seasonal_naive", registry()), registry(), {})
                         ->fit(SingleShard(view), Horizon::of(kSteps), {});
  const QuantileForecast base = forecast_one(*plain, view, Horizon::of(kSteps), {});
  const QuantileForecast wrapped = forecast_of(panel, {{"young", "10"}});
  std::size_t old = 0;
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    if (told().start[i] > kOrigin - 9) continue;
    ASSERT_EQ(numbers_of(base, i), numbers_of(wrapped, i)) << i;
    ++old;
  }
  EXPECT_GT(old, 100U);
}

TEST(LaunchAnalogues, SeeNothingAfterTheOrigin) {
  const LaunchesTold cut = launches_told(300, 70);  // the same without the periods after the origin
  expect_same(forecast_one(told_forecaster(), PanelView(told().panel, kOrigin), Horizon::of(kSteps), {}),
              forecast_of(cut.panel));
}

TEST(LaunchAnalogues, GiveTheSameInAnyOrderOfSeriesAndShardsAndAtAnyNumberOfThreads) {
  const Panel& panel = told().panel;
  const QuantileForecast alone = forecast_one(told_forecaster(), PanelView(panel, kOrigin), Horizon::of(kSteps), {});
  expect_same(alone, forecast_of(panel, {}, 3));
  std::vector<SeriesInput> series;
  std::vector<StaticColumn> statics = panel.statics();
  Channel price = panel.channels()[0];
  price.values.clear(), price.offsets = {0}, price.first_period.clear();
  for (StaticColumn& column : statics) std::ranges::reverse(column.codes);
  const Channel& before = panel.channels()[0];
  for (std::size_t i = panel.series_count(); i-- > 0;) {
    const auto y = panel.target(i);
    const auto states = panel.states(i);
    series.push_back({panel.id(i), panel.first_period(i), {y.begin(), y.end()}, {states.begin(), states.end()}});
    price.first_period.push_back(before.first_period[i]);
    price.values.insert(price.values.end(), before.values.begin() + before.offsets[i],
                        before.values.begin() + before.offsets[i + 1]);
    price.offsets.push_back(std::ssize(price.values));
  }
  const Panel turned(panel.frequency(), std::move(series), {std::move(price)}, std::move(statics));
  const QuantileForecast back = forecast_of(turned);
  for (std::size_t i = 0; i < alone.series_count(); ++i) {
    ASSERT_EQ(numbers_of(alone, i), numbers_of(back, back.series_count() - 1 - i)) << i;
  }
}

TEST(LaunchAnalogues, LearnLevelsFromOwnSales) {
  const QuantileForecast forecast = forecast_of(told().panel, {{"young", "20"}});
  double off = 0, brand_off = 0, products = 0;
  for (std::size_t i = 0; i < told().start.size(); ++i) {
    if (told().start[i] > kOrigin - 12 || told().start[i] < kOrigin - 18) continue;
    const double truth = told().level[i] * told_curve(kOrigin + 1 - told().start[i]);
    const double brand = 4 * std::pow(3.0, told().panel.find_static("brand")->codes[i]);
    off += std::abs(std::log(forecast.mean(i, 0) / truth));
    brand_off += std::abs(std::log(brand / told().level[i]));
    ++products;
  }
  ASSERT_GT(products, 10);
  EXPECT_LT(off / products, 0.7 * brand_off / products);
}

TEST(LaunchAnalogues, SaveWhatForecastsTheSame) {
  const Panel& panel = told().panel;
  const auto forecaster = fitted(panel, {{"categories", "brand"}});
  Artifact artifact;
  ArtifactWriter writer(artifact);
  forecaster->save(writer);
  const Composition composition = parse_composition("seasonal_naive+launch_analogues", registry());
  const ModelOptions options{{"launch_analogues", {{"categories", "brand"}}}};
  const auto loaded = load_forecaster(composition, registry(), options, ArtifactReader(artifact));
  const PanelView view(panel, kOrigin);
  expect_same(forecast_one(*forecaster, view, Horizon::of(kSteps), {}),
              forecast_one(*loaded, view, Horizon::of(kSteps), {}));
  for (auto& [name, numbers] : artifact.numbers) {
    if (name.starts_with("inner/") || numbers.empty() || name == "velocity_cuts") continue;
    auto damaged = artifact;
    damaged.numbers[name].back() = -1;
    EXPECT_THROW(load_forecaster(composition, registry(), options, ArtifactReader(damaged)), FormatError) << name;
    damaged.numbers.erase(name);
    EXPECT_THROW(load_forecaster(composition, registry(), options, ArtifactReader(damaged)), FormatError) << name;
  }
  for (const char* name : {"launch_spans", "launch_categories", "launch_ages", "trait_kinds"}) {
    auto damaged = artifact;
    damaged.integers[name].pop_back();
    EXPECT_THROW(load_forecaster(composition, registry(), options, ArtifactReader(damaged)), FormatError) << name;
  }
}

TEST(LaunchAnalogues, SayWhenNoProductIsSimilarAndWhatStandsIn) {
  LaunchesTold launches = launches_told(300);
  std::vector<StaticColumn> statics = launches.panel.statics();
  const auto young = std::ranges::find_if(launches.start, [](Period start) { return start == kOrigin + 1; });
  const auto strange = static_cast<std::size_t>(young - launches.start.begin());
  statics[1].codes[strange] = -1;
  std::vector<SeriesInput> series;
  for (std::size_t i = 0; i < launches.panel.series_count(); ++i) {
    const auto y = launches.panel.target(i);
    const auto states = launches.panel.states(i);
    series.push_back(
        {launches.panel.id(i), launches.panel.first_period(i), {y.begin(), y.end()}, {states.begin(), states.end()}});
  }
  Channel price = launches.panel.channels()[0];
  for (std::int64_t cell = price.offsets[strange]; cell < price.offsets[strange + 1]; ++cell) {
    price.values[static_cast<std::size_t>(cell)] = 9e6F;  // a price that none had
  }
  const Panel panel(launches.panel.frequency(), std::move(series), {std::move(price)}, std::move(statics));
  const OptionValues equal{{"weights", "equal"}};
  EXPECT_EQ(forecast_of(panel, equal).reason(strange), FallbackReason::kNoHistory);
  OptionValues by_brand = equal;
  by_brand["categories"] = "brand";
  const auto fit = fitted(panel, by_brand);
  const auto& forecaster = dynamic_cast<const LaunchAnaloguesForecaster&>(*fit);
  const std::string form = forecaster.explain(PanelView(panel, kOrigin), strange, {}).form;
  EXPECT_NE(form.find("launches of its category"), std::string::npos) << form;
  const double mean = forecast_one(*fit, PanelView(panel, kOrigin), Horizon::of(kSteps), {}).mean(strange, 0);
  const double brand = 4 * std::pow(3.0, panel.find_static("brand")->codes[strange]);
  EXPECT_NEAR(std::log(mean / (brand * told_curve(0))), 0, 0.35);
}

TEST(LaunchAnalogues, ForecastAsTheInnerModelWhereNothingWasEverLaunched) {
  const LaunchesTold launches = launches_told(0);
  const PanelView view(launches.panel, kOrigin);
  const auto plain = make_estimator(parse_composition("ets", registry()), registry(), {})
                         ->fit(SingleShard(view), Horizon::of(kSteps), {});
  expect_same(forecast_one(*plain, view, Horizon::of(kSteps), {}),
              forecast_one(*fitted(launches.panel, {}, 1, "ets"), view, Horizon::of(kSteps), {}));
}

TEST(LaunchAnalogues, NameColumnsThatAreNotThere) {
  const auto message = [](const OptionValues& options) -> std::string {
    try {
      fitted(told().panel, options);
    } catch (const ConfigError& error) {
      return error.what();
    }
    return "";
  };
  for (const char* option : {"since", "price", "attributes", "replaces", "categories"}) {
    const std::string said = message({{option, "brnd"}});
    EXPECT_NE(said.find("[launch_analogues]"), std::string::npos) << option;
    EXPECT_NE(said.find("\"brnd\""), std::string::npos) << said;
  }
  EXPECT_THROW(estimator({{"weights", "learnt"}}), ConfigError);
  EXPECT_THROW(estimator({{"young", "-1"}}), ConfigError);
}

TEST(LaunchAnalogues, SumCurvesToSpansAndDrawPathsWithTheSameQuantiles) {
  const Panel& panel = told().panel;
  const PanelView view(panel, kOrigin);
  Horizon horizon = Horizon::of(kSteps);
  horizon.spans = {{1, 4}};
  const auto forecaster =
      make_estimator(parse_composition("seasonal_naive+paths+launch_analogues", registry()), registry(), {})
          ->fit(SingleShard(view), horizon, {});
  const QuantileForecast forecast = forecast_one(*forecaster, view, horizon, {});
  const auto young = std::ranges::find_if(told().start, [](Period start) { return start == kOrigin - 1; });
  const auto series = static_cast<std::size_t>(young - told().start.begin());
  double mean = 0;
  for (int step = 1; step < 5; ++step) mean += forecast.mean(series, step);
  EXPECT_NEAR(forecast.span_mean(series, 0), mean, 1e-9 * mean);
  constexpr int kPaths = 20'000;
  std::vector<float> paths(kPaths * kSteps);
  forecaster->path_sampler(view, kSteps, kPaths, {})->sample(series, paths);
  std::vector<double> sums;
  for (int p = 0; p < kPaths; ++p) {
    const auto at = paths.begin() + p * kSteps + 1;
    sums.push_back(std::reduce(at, at + 4, 0.0));
  }
  std::ranges::sort(sums);
  for (const std::size_t level : {0, 4, 8}) {
    const double drawn = sums[static_cast<std::size_t>(kPaths * (0.1 * static_cast<double>(level) + 0.1))];
    EXPECT_NEAR(forecast.span_quantiles(series, 0)[level], drawn, 0.05 * drawn) << level;
  }
}

}  // namespace
}  // namespace demandcast
