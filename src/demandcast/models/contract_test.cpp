// What every registered model promises: no leak, save = load, same at any number of threads, valid forecasts.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "demandcast/core/random.h"
#include "demandcast/data/calendar.h"
#include "demandcast/forecast/model_registry.h"
#include "demandcast/forecast/neural_library.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

constexpr Period kStart = 360;
constexpr int kHistory = 60, kSteps = 12;
constexpr Period kOrigin = kStart + kHistory - 1;

const ModelRegistry& registry() {
  static const ModelRegistry models = builtin_models();
  return models;
}

/// Base models alone, wrappers around a simple and a full model. Networks where libdemandcast_neural was built.
std::vector<std::string> compositions() {
  std::vector<std::string> all;
  const std::vector<std::string> names = registry().names();
  for (const ModelEntry& entry : registry().entries()) {
    if (entry.needs_neural_library && !neural_library_is_there()) continue;
    if (!entry.wraps) all.push_back(entry.name);
    for (const char* inner : {"seasonal_naive", "ets"}) {
      if (entry.wraps && std::ranges::count(names, inner) > 0) all.push_back(fmt::format("{}+{}", inner, entry.name));
    }
  }
  return all;
}

SeriesInput series_of(std::string id, std::vector<float> target) {
  std::vector<CellState> states(target.size(), CellState::kObserved);
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (std::isnan(target[i])) states[i] = CellState::kMissing;
  }
  return {std::move(id), kStart, std::move(target), std::move(states)};
}

/// Smooth and seasonal, growing, intermittent, and one with gaps; history and the steps after it.
std::vector<SeriesInput> ordinary_series(double scale = 1) {
  std::vector<SeriesInput> series;
  RandomStream random(7, 1);
  for (int s = 0; s < 6; ++s) {
    std::vector<float> y;
    for (int t = 0; t < kHistory + kSteps; ++t) {
      const double season = 1 + 0.4 * std::sin(2 * std::numbers::pi * t / 12 + s);
      const double smooth = (50 + 30 * s + (s == 1 ? 2.0 * t : 0)) * season * (1 + 0.05 * random.normal());
      const double sold = s >= 4 ? static_cast<double>(random.poisson(0.5)) : std::round(smooth);
      y.push_back(static_cast<float>(scale * std::max(0.0, sold)));
    }
    series.push_back(series_of(fmt::format("series-{}", s), std::move(y)));
  }
  for (const std::size_t gap : {9, 10, 31}) series[2].states[gap] = CellState::kMissing;
  series[3].states[20] = CellState::kCensored;
  return series;
}

Channel channel_of(std::string name, ChannelRole role, const std::vector<SeriesInput>& series, float after_origin) {
  Channel channel;
  channel.name = std::move(name);
  channel.role = role;
  for (const SeriesInput& s : series) {
    channel.first_period.push_back(s.first_period);
    for (std::size_t t = 0; t < s.target.size(); ++t) {
      channel.values.push_back(t < static_cast<std::size_t>(kHistory) ? static_cast<float>(1 + t % 5) : after_origin);
    }
    channel.offsets.push_back(static_cast<std::int64_t>(channel.values.size()));
  }
  return channel;
}

Panel panel_of(std::vector<SeriesInput> series, float past_only_after_origin = 1) {
  std::vector<Channel> channels{channel_of("price", ChannelRole::kKnownFuture, series, 2),
                                channel_of("visits", ChannelRole::kPastOnly, series, past_only_after_origin)};
  return {Frequency::parse("MS"), std::move(series), std::move(channels)};
}

RunContext context_of(int threads = 1) {
  RunContext context;
  context.threads = threads;
  return context;
}

class ModelContract : public testing::TestWithParam<std::string> {
 protected:
  Composition composition() const { return parse_composition(GetParam(), registry()); }
  bool is_network() const { return registry().find(composition().parts.front()).needs_neural_library; }
  /// Networks make few updates: what they promise does not depend on how well they are trained.
  ModelOptions options() const {
    return is_network() ? ModelOptions{{GetParam(), {{"updates", "12"}, {"batch_series", "16"}}}} : ModelOptions{};
  }
  /// Products inside LibTorch round by the number of threads and by a row's place among others.
  double tolerance() const { return is_network() ? 2e-4 : 0; }
  std::unique_ptr<Forecaster> fit(const Panel& panel, int threads = 1) const {
    return make_estimator(composition(), registry(), options())
        ->fit(SingleShard(PanelView(panel, kOrigin)), Horizon::of(kSteps), context_of(threads));
  }
  static QuantileForecast forecast(const Forecaster& forecaster, const Panel& panel, int threads = 1) {
    return forecast_one(forecaster, PanelView(panel, kOrigin), Horizon::of(kSteps), context_of(threads));
  }
  QuantileForecast fit_and_forecast(const Panel& panel, int threads = 1) const {
    return forecast(*fit(panel, threads), panel, threads);
  }
};

/// Every number of one series' forecast.
std::vector<double> numbers_of(const QuantileForecast& forecast, std::size_t series) {
  std::vector<double> all;
  for (int step = 0; step < forecast.horizon().steps; ++step) {
    all.push_back(forecast.mean(series, step));
    for (const double q : forecast.quantiles(series, step)) all.push_back(q);
  }
  return all;
}

/// Within `tolerance` of the larger of one and the value; 0 = bit by bit.
void expect_same(const QuantileForecast& a, std::size_t series_a, const QuantileForecast& b, std::size_t series_b,
                 double tolerance = 0) {
  const std::vector<double> of_a = numbers_of(a, series_a), of_b = numbers_of(b, series_b);
  ASSERT_EQ(of_a.size(), of_b.size());
  for (std::size_t k = 0; k < of_a.size(); ++k) {
    ASSERT_LE(std::abs(of_a[k] - of_b[k]), tolerance * std::max(1.0, std::abs(of_a[k])))
        << "series " << series_a << " and " << series_b << ", number " << k;
  }
  EXPECT_EQ(reason_code(a.reason(series_a)), reason_code(b.reason(series_b)));
}

void expect_same(const QuantileForecast& a, const QuantileForecast& b, double tolerance = 0) {
  ASSERT_EQ(a.series_count(), b.series_count());
  for (std::size_t i = 0; i < a.series_count(); ++i) expect_same(a, i, b, i, tolerance);
}

void expect_valid(const QuantileForecast& forecast, std::size_t series, const std::string& id) {
  for (int step = 0; step < forecast.horizon().steps; ++step) {
    double last = 0;
    for (const double q : forecast.quantiles(series, step)) {
      ASSERT_TRUE(std::isfinite(q)) << id << " step " << step;
      ASSERT_GE(q, last) << id << " step " << step;  // from zero on: neither negative nor crossing
      last = q;
    }
    ASSERT_TRUE(std::isfinite(forecast.mean(series, step))) << id << " step " << step;
    ASSERT_GE(forecast.mean(series, step), 0) << id << " step " << step;
  }
}

TEST_P(ModelContract, SeesNothingAfterTheOrigin) {
  std::vector<SeriesInput> changed = ordinary_series();
  for (SeriesInput& series : changed) {
    for (std::size_t t = kHistory; t < series.target.size(); ++t) {
      series.target[t] = 7 * series.target[t] + 1000;
      series.states[t] = t % 3 == 0 ? CellState::kMissing : t % 3 == 1 ? CellState::kCensored : CellState::kObserved;
    }
  }
  expect_same(fit_and_forecast(panel_of(ordinary_series())), fit_and_forecast(panel_of(std::move(changed), 99)));
}

TEST_P(ModelContract, SeesPlansAsTheyWereKnownAtTheOrigin) {
  const Panel known = panel_of(ordinary_series());
  std::vector<Channel> channels = known.channels();
  Channel& price = channels.front();
  price.versions.offsets.push_back(0);
  for (std::size_t row = 0; row < price.first_period.size(); ++row) {
    for (Period t = kOrigin - 3; t < price.first_period[row] + price.offsets[row + 1] - price.offsets[row]; ++t) {
      const auto cell = static_cast<std::size_t>(price.offsets[row] + t - price.first_period[row]);
      const Timestamp end = end_of_period(known.frequency(), kOrigin);
      for (const Timestamp at :
           {end_of_period(known.frequency(), kStart - 1), end - 86400, end}) {  // the last too late
        price.versions.period.push_back(t);
        price.versions.known_at.push_back(at);
        price.versions.values.push_back(at == end ? 900.0F : price.values[cell]);
      }
      price.values[cell] = 900;
    }
    price.versions.offsets.push_back(std::ssize(price.versions.period));
  }
  expect_same(fit_and_forecast(known), fit_and_forecast({known.frequency(), ordinary_series(), std::move(channels)}));
}

TEST_P(ModelContract, SeesTheHistory) {
  std::vector<SeriesInput> changed = ordinary_series();
  for (std::size_t t = kHistory - 24; t < kHistory; ++t) changed[0].target[t] *= 2;
  EXPECT_NE(numbers_of(fit_and_forecast(panel_of(ordinary_series())), 0),
            numbers_of(fit_and_forecast(panel_of(std::move(changed))), 0));
}

TEST_P(ModelContract, ForecastsTheSameAfterSavingAndLoading) {
  const Panel panel = panel_of(ordinary_series());
  const auto fitted = fit(panel);
  Artifact artifact;
  ArtifactWriter writer(artifact);
  fitted->save(writer);
  const auto loaded = load_forecaster(composition(), registry(), options(), ArtifactReader(artifact));
  expect_same(forecast(*fitted, panel), forecast(*loaded, panel));
}

TEST_P(ModelContract, ForecastsTheSameAtAnyNumberOfThreads) {
  const Panel panel = panel_of(ordinary_series());
  const QuantileForecast alone = fit_and_forecast(panel, 1);
  expect_same(alone, fit_and_forecast(panel, 2), tolerance());
  expect_same(alone, fit_and_forecast(panel, 7), tolerance());
}

TEST_P(ModelContract, ForecastsTheSameInAnotherOrderOfSeries) {
  std::vector<SeriesInput> reversed = ordinary_series();
  std::ranges::reverse(reversed);
  const QuantileForecast there = fit_and_forecast(panel_of(ordinary_series()));
  const QuantileForecast back = fit_and_forecast(panel_of(std::move(reversed)));
  for (std::size_t i = 0; i < there.series_count(); ++i) {
    expect_same(there, i, back, back.series_count() - 1 - i, tolerance());
  }
}

TEST_P(ModelContract, ForecastsTwoViewsAsTwoCallsDo) {
  const Panel panel = panel_of(ordinary_series());
  const auto fitted = fit(panel);
  const std::vector<PanelView> views{PanelView(panel, kOrigin), PanelView(panel, kOrigin - 5)};
  const auto together = fitted->forecast(views, Horizon::of(kSteps), context_of());
  ASSERT_EQ(together.size(), 2u);
  for (std::size_t v = 0; v < 2; ++v) {
    expect_same(together[v], forecast_one(*fitted, views[v], Horizon::of(kSteps), context_of()));
  }
}

TEST_P(ModelContract, ForecastsSeriesThatTheFitDidNotSee) {
  std::vector<SeriesInput> known = ordinary_series();
  known.erase(known.begin());
  const Panel learnt = panel_of(std::move(known)), asked = panel_of(ordinary_series());
  const QuantileForecast seen = fit_and_forecast(asked), result = forecast(*fit(learnt), asked);
  expect_valid(result, 0, asked.id(0));
  EXPECT_EQ(reason_code(result.reason(0)), reason_code(seen.reason(0)));
  EXPECT_GT(result.mean(0, 0), 10);  // of a series that sells 50 a period
  EXPECT_LT(result.mean(0, 0), 250);
}

TEST_P(ModelContract, ForecastsInTheUnitsOfTheData) {
  constexpr double kScale = 1024;      // a power of two: scaling is exact in float32
  constexpr double kTolerance = 1e-6;  // of the value, for parameters that are searched to a tolerance
  constexpr double kParts = 0.37;      // no whole numbers: counts have a unit of their own
  const QuantileForecast small = fit_and_forecast(panel_of(ordinary_series(kParts)));
  const QuantileForecast large = fit_and_forecast(panel_of(ordinary_series(kParts * kScale)));
  for (std::size_t i = 0; i < small.series_count(); ++i) {
    const std::vector<double> a = numbers_of(small, i), b = numbers_of(large, i);
    for (std::size_t k = 0; k < a.size(); ++k) {
      ASSERT_NEAR(kScale * a[k], b[k], kTolerance * kScale * std::max(1.0, a[k])) << "series " << i << " number " << k;
    }
  }
}

/// One history of a kind that breaks models, and the reason that its forecast must carry ("*" = any).
struct Oddity {
  std::string id;
  std::vector<float> target;
  std::string reason;
};

std::vector<Oddity> oddities() {
  constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> spike(kHistory, 0), negative, gaps(kHistory, kNone), huge, tiny;
  spike[30] = 1000;
  gaps[0] = gaps[29] = gaps[30] = gaps[58] = 5;
  gaps[41] = 9;
  for (int t = 0; t < kHistory; ++t) {
    const auto wave = static_cast<float>(2 + std::sin(t) + 0.1 * (t % 7));
    negative.push_back(wave - 2);
    huge.push_back(1e12F * wave);
    tiny.push_back(1e-6F * wave);
  }
  return {{"empty", {}, "no_history"},
          {"all missing", std::vector<float>(kHistory, kNone), "no_history"},
          {"all zero", std::vector<float>(kHistory, 0), "all_zero"},
          {"one point", {7}, "*"},
          {"two points", {7, 3}, "*"},
          {"too short", {7, 3, 4}, "*"},
          {"five points", {7, 3, 4, 0, 9}, "*"},
          {"constant", std::vector<float>(kHistory, 5), "*"},
          {"single spike", spike, "*"},
          {"negative", negative, "*"},
          {"mostly missing", gaps, "*"},
          {"huge", huge, "*"},
          {"tiny", tiny, "*"}};
}

TEST_P(ModelContract, ForecastsEveryOddSeriesWithSomethingValid) {
  std::vector<SeriesInput> series = ordinary_series();
  const std::size_t ordinary = series.size();
  for (const Oddity& odd : oddities()) series.push_back(series_of(odd.id, odd.target));
  const Panel panel = panel_of(std::move(series));
  const QuantileForecast result = fit_and_forecast(panel);
  const std::vector<Oddity> odd = oddities();
  for (std::size_t i = 0; i < odd.size(); ++i) {
    expect_valid(result, ordinary + i, odd[i].id);
    if (odd[i].reason == "*" || is_network()) continue;  // a network forecasts what was never sold, too
    EXPECT_EQ(std::string(reason_code(result.reason(ordinary + i))), odd[i].reason) << odd[i].id;
  }
}

INSTANTIATE_TEST_SUITE_P(EveryModel, ModelContract, testing::ValuesIn(compositions()), [](const auto& name) {
  std::string word = name.param;
  std::ranges::replace(word, '+', '_');
  return word;
});

}  // namespace
}  // namespace demandcast
