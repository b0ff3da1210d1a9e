// What attention finds on catalogues of known truth, and that it can be taken off.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/random.h"
#include "demandcast/features/features_test.h"
#include "demandcast/models/neural/network/network_estimator.h"
#include "demandcast/models/neural/network_designs.h"
#include "demandcast/models/pooled/promoted_catalogue_test.h"

namespace demandcast::neural {
namespace {

OptionValues options_with(OptionValues others) {
  OptionValues options{{"updates", "20"}, {"batch_series", "24"}, {"batch_origins", "16"}, {"width", "16"}};
  others.merge(options);
  return others;
}

std::unique_ptr<Forecaster> fit(const std::string& model, const PanelView& view, const OptionValues& options,
                                int steps) {
  return NetworkEstimator(design_of(model, options)).fit(SingleShard(view), Horizon::of(steps), {});
}

TEST(MqTransformer, IsMqCnnBitByBitWithoutItsAttention) {
  const Promoted all = promoted_catalogue(20);
  const PanelView view(all.panel, kOrigin);
  for (const std::string form : {"seasonal", "published"}) {
    const auto without =
        fit("mq_transformer", view, options_with({{"form", form}, {"heads", "0"}, {"revisions", "0"}}), kSteps);
    const auto cnn = fit("mq_cnn", view, options_with({{"form", form}}), kSteps);
    const auto a = forecast_one(*without, view, Horizon::of(kSteps), {}),
               b = forecast_one(*cnn, view, Horizon::of(kSteps), {});
    for (std::size_t s = 0; s < view.series_count(); ++s) {
      for (int step = 0; step < kSteps; ++step) {
        EXPECT_TRUE(std::ranges::equal(a.quantiles(s, step), b.quantiles(s, step))) << form << s << step;
      }
    }
  }
}

constexpr int kYears = 4, kYear = 52, kHorizon = 6;
constexpr int kEvents[kYears] = {30, 52 + 26, 104 + 33, 156 + 29};  // weeks of a feast that moves
constexpr int kKnown = kEvents[3] - 3;                              // weeks of history: three before the last feast
constexpr int kStepOfEvent = kEvents[3] - kKnown;

/// Poisson demand; in the week of the feast it is multiplied by 1 .. 8, a number of each series' own that nothing but
/// its past tells.
struct Feasts {
  Panel panel;
  std::vector<double> level, effect;
  Period origin() const { return 100 + kKnown - 1; }
};

Feasts feasts(std::size_t series) {
  Feasts all;
  std::vector<std::vector<float>> targets, plans;
  RandomStream random(17, 1);
  for (std::size_t s = 0; s < series; ++s) {
    all.level.push_back(20 * std::exp(0.5 * random.normal()));
    all.effect.push_back(1 + static_cast<double>(random.below(8)));
    std::vector<float> y, plan(kKnown + kHorizon, 0);
    for (const int week : kEvents) plan[static_cast<std::size_t>(week)] = 1;
    for (int t = 0; t < kKnown; ++t) {
      const double effect = plan[static_cast<std::size_t>(t)] > 0 ? all.effect.back() : 1;
      y.push_back(static_cast<float>(random.poisson(all.level.back() * effect)));
    }
    targets.push_back(std::move(y));
    plans.push_back(std::move(plan));
  }
  all.panel = weekly_panel(std::move(targets), {weekly_channel("feast", ChannelRole::kKnownFuture, plans)});
  return all;
}

/// Mean over series and levels of the pinball loss of the feast's week, taken at the median of its demand, in levels.
double loss_at_the_feast(const Feasts& all, const QuantileForecast& forecast) {
  double sum = 0;
  for (std::size_t s = 0; s < all.level.size(); ++s) {
    for (std::size_t q = 0; q < forecast.level_count(); ++q) {
      const double level = forecast.horizon().levels[q];
      const double error = all.effect[s] - forecast.quantiles(s, kStepOfEvent)[q] / all.level[s];
      sum += std::fmax(level * error, (level - 1) * error);
    }
  }
  return sum / static_cast<double>(all.level.size() * forecast.level_count());
}

TEST(MqTransformer, FindsLastYearsFeastAndNotTheSameWeekOfLastYear) {
  const Feasts all = feasts(80);
  const PanelView view(all.panel, all.origin());
  const OptionValues published = options_with({{"form", "published"}, {"updates", "400"}, {"learning_rate", "0.01"}});
  OptionValues attention = published;
  attention["revisions"] = "0";
  const auto transformer = fit("mq_transformer", view, attention, kHorizon),
             cnn = fit("mq_cnn", view, published, kHorizon);
  const auto loss = [&](const Forecaster& of) {
    return loss_at_the_feast(all, forecast_one(of, view, Horizon::of(kHorizon), {}));
  };
  const double with = loss(*transformer), without = loss(*cnn);
  EXPECT_LT(with, 0.9 * without) << with << " beside " << without;
  const std::vector<double> looked = transformer->explain(view, 5, {}).attention[kStepOfEvent].values;
  const auto at = [&](int week) { return looked[looked.size() - static_cast<std::size_t>(kKnown - week)]; };
  EXPECT_GT(at(kEvents[2]), 0.25);  // mean of two heads
  EXPECT_GT(at(kEvents[2]), 10 * at(kEvents[3] - kYear));
}

constexpr int kWeeksOfBias = 80;

/// Half of all weeks are promoted; a promotion multiplies demand by 1 .. 5, a number of each series' own.
struct Responses {
  Panel panel;
  std::vector<double> level, effect;
  std::vector<std::vector<float>> plans;
};

Responses responses(std::size_t series) {
  Responses all;
  std::vector<std::vector<float>> targets;
  RandomStream random(23, 1);
  for (std::size_t s = 0; s < series; ++s) {
    all.level.push_back(20 * std::exp(0.5 * random.normal()));
    all.effect.push_back(1 + 4 * random.uniform());
    std::vector<float> y, plan;
    for (int t = 0; t < kWeeksOfBias + kSteps; ++t) plan.push_back(random.uniform() < 0.5 ? 1.0F : 0.0F);
    for (int t = 0; t < kWeeksOfBias; ++t) {
      const double effect = plan[static_cast<std::size_t>(t)] > 0 ? all.effect.back() : 1;
      y.push_back(static_cast<float>(random.poisson(all.level.back() * effect)));
    }
    targets.push_back(std::move(y));
    all.plans.push_back(std::move(plan));
  }
  all.panel = weekly_panel(std::move(targets), {weekly_channel("promotion", ChannelRole::kKnownFuture, all.plans)});
  return all;
}

/// Mean distance of medians from the mean demand, in levels, of a network that sees plans and levels alone.
double distance_without_history(const Responses& all, std::int64_t revisions) {
  NetworkDesign design = design_of("feed_forward", options_with({{"base", "none"}, {"updates", "300"}}));
  design.engineered = false;
  design.attention.revisions = revisions;
  const PanelView view(all.panel, 100 + kWeeksOfBias - 1);
  const auto fitted = NetworkEstimator(design).fit(SingleShard(view), Horizon::of(kSteps), {});
  const QuantileForecast forecast = forecast_one(*fitted, view, Horizon::of(kSteps), {});
  double sum = 0;
  for (std::size_t s = 0; s < all.level.size(); ++s) {
    for (int step = 0; step < kSteps; ++step) {
      const double effect = all.plans[s][static_cast<std::size_t>(kWeeksOfBias + step)] > 0 ? all.effect[s] : 1;
      sum += std::abs(forecast.quantiles(s, step)[4] / all.level[s] - effect);
    }
  }
  return sum / static_cast<double>(all.level.size() * kSteps);
}

TEST(OwnForecasts, CorrectABiasThatNothingElseTells) {
  const Responses all = responses(80);
  const double with = distance_without_history(all, 6), without = distance_without_history(all, 0);
  EXPECT_LT(with, 0.7 * without) << with << " beside " << without;
}

constexpr int kLongest = 130, kLast = 20, kSeries = 60;

/// Means that wander, and demand that scatters around them: the best forecast is an exponential mean, which moves
/// less than demand.
Panel wandering() {
  std::vector<std::vector<float>> targets;
  RandomStream random(29, 1);
  for (int s = 0; s < kSeries; ++s) {
    double mean = 30;
    std::vector<float> y;
    for (int t = 0; t < kLongest; ++t) {
      mean = std::fmax(5, mean + 1.5 * random.normal());
      y.push_back(static_cast<float>(std::fmax(0, mean + 6 * random.normal())));
    }
    targets.push_back(std::move(y));
  }
  return weekly_panel(std::move(targets));
}

struct Movement {
  double excess = 0;  ///< pinball loss of medians before, at medians now, less what the change gained in accuracy
  double loss = 0;    ///< of medians
};

/// Of medians of one date over consecutive origins; both over demand.
Movement movement(const Panel& panel, const OptionValues& options, std::uint64_t seed) {
  RunContext context;
  context.seed = seed;
  const PanelView view(panel, 100 + kLongest - 1 - kLast);
  const NetworkEstimator estimator(design_of("mq_transformer", options));
  const auto fitted = estimator.fit(SingleShard(view), Horizon::of(kSteps), context);
  std::vector<QuantileForecast> forecasts;
  for (int later = 0; later + kSteps <= kLast; ++later) {
    forecasts.push_back(forecast_one(*fitted, PanelView(panel, view.origin(0) + later), Horizon::of(kSteps), {}));
  }
  Movement of;
  double size = 0;
  for (int later = 1; later + kSteps <= kLast; ++later) {
    for (std::size_t s = 0; s < view.series_count(); ++s) {
      for (int step = 0; step + 1 < kSteps; ++step) {
        const double now = forecasts[static_cast<std::size_t>(later)].quantiles(s, step)[4];
        const double before = forecasts[static_cast<std::size_t>(later - 1)].quantiles(s, step + 1)[4];
        const double y = panel.target(s)[static_cast<std::size_t>(kLongest - kLast + later + step)];
        of.excess += (std::abs(now - before) - (std::abs(y - before) - std::abs(y - now))) / 2;
        of.loss += std::abs(y - now) / 2;
        size += y;
      }
    }
  }
  return {of.excess / size, of.loss / size};
}

TEST(OwnForecasts, MakeForecastsCalmerWhereTheBestForecastIsCalmerThanDemand) {
  const Panel panel = wandering();
  const OptionValues published =
      options_with({{"form", "published"}, {"updates", "300"}, {"heads", "0"}, {"layers", "1"}});
  OptionValues alone = published;
  alone["revisions"] = "0";
  for (const std::uint64_t seed : {1, 2}) {
    const Movement with = movement(panel, published, seed), without = movement(panel, alone, seed);
    EXPECT_LT(with.excess, 0.9 * without.excess) << with.excess << " beside " << without.excess;
    EXPECT_LT(with.loss, 1.02 * without.loss) << with.loss << " beside " << without.loss;
  }
}

}  // namespace
}  // namespace demandcast::neural
