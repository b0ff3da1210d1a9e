// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/shock_twins.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

struct Moments {
  double mean = 0, variance = 0;
};

Moments moments_with_factor(double mean, double dispersion, double factor) {
  constexpr int kDraws = 200000;
  RandomStream random(5, 7);
  double sum = 0, squares = 0;
  for (int i = 0; i < kDraws; ++i) {
    const std::int64_t y = dispersion > 0 ? random.negative_binomial(mean, dispersion) : random.poisson(mean);
    const auto value = static_cast<double>(demand_with_factor(y, mean, dispersion, factor, random));
    sum += value;
    squares += value * value;
  }
  return {sum / kDraws, squares / kDraws - sum / kDraws * sum / kDraws};
}

TEST(ShockTwins, DemandWithAFactorHasTheLawOfDemandOfThatMean) {
  for (const double dispersion : {0.0, 0.05, 0.5}) {
    for (const double factor : {0.4, 1.8, 4.0}) {
      const double mean = 10 * factor, variance = mean + dispersion * mean * mean;
      const Moments m = moments_with_factor(10, dispersion, factor);
      EXPECT_NEAR(m.mean, mean, 0.01 * mean) << dispersion << " " << factor;
      EXPECT_NEAR(m.variance, variance, 0.03 * variance) << dispersion << " " << factor;
    }
  }
}

TEST(ShockTwins, AFactorOfOneDrawsNothing) {
  RandomStream random(1, 1), untouched(1, 1);
  EXPECT_EQ(demand_with_factor(7, 9, 0.1, 1, random), 7);
  EXPECT_EQ(random.next(), untouched.next());
}

TEST(ShockTwins, DifferOnlyWhereTheShockIs) {
  const ShockTwinOptions options{.series = 20};
  const ShockTwins twins = make_shock_twins(options, {});
  EXPECT_GT(std::count(twins.shocked.begin(), twins.shocked.end(), true), 2);
  for (const ShockKind kind : kShockKinds) {
    const Panel panel = shocked_panel(twins, kind, shock_factors(twins, kind, options, {}), {});
    for (std::size_t s = 0; s < 20; ++s) {
      const auto at = static_cast<std::size_t>(twins.shock[s] - panel.first_period(s));
      for (std::size_t t = 0; t < panel.target(s).size(); ++t) {
        const bool within = twins.shocked[s] && (is_spike(kind) ? t == at : t >= at);
        const float plain = twins.plain.target(s)[t], shocked = panel.target(s)[t];
        EXPECT_TRUE(within ? shocked >= plain : shocked == plain) << shock_name(kind) << " " << s << " " << t;
        const bool announced = kind == ShockKind::kAnnouncedSpike || kind == ShockKind::kAnnouncedShift;
        EXPECT_EQ(panel.channels()[0].values[s * panel.target(s).size() + t], within && announced ? 1 : 0);
      }
      if (twins.shocked[s]) {
        EXPECT_GT(panel.target(s)[at], twins.plain.target(s)[at]) << s;
      }
    }
  }
}

TEST(ShockTwins, AreTheSameAtAnyNumberOfThreadsAndOfSeries) {
  RunContext four;
  four.threads = 4;
  const ShockTwins few = make_shock_twins({.series = 5}, {}), many = make_shock_twins({.series = 9}, four);
  for (std::size_t s = 0; s < 5; ++s) {
    EXPECT_EQ(few.shock[s], many.shock[s]);
    EXPECT_TRUE(std::ranges::equal(few.plain.target(s), many.plain.target(s)));
  }
}

TEST(ShockTwins, RefuseHistoriesWithinTwoSeasons) {
  EXPECT_THROW(make_shock_twins({.history = 60}, {}), ConfigError);
  EXPECT_THROW(make_shock_twins({.share = 0}, {}), ConfigError);
}

}  // namespace
}  // namespace demandcast
