// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/demand_traits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

TEST(DemandTraits, CountIntervalsFromTheFirstSaleOnOverObservedPeriods) {
  const std::vector<double> y = {0, 0, 2, 0, kNone, 4, 0, 6};
  const DemandTraits traits = demand_traits(y, 1);
  EXPECT_DOUBLE_EQ(traits.interval, 5.0 / 3);
  EXPECT_DOUBLE_EQ(traits.size_variation, 4.0 / 16);
  EXPECT_EQ(traits.since_launch, 5u);
  EXPECT_DOUBLE_EQ(traits.volume, 12);
  EXPECT_DOUBLE_EQ(traits.velocity, 12.0 / 7);
  EXPECT_EQ(demand_class(traits), "intermittent");
}

TEST(DemandTraits, TheRecentPastIsASeasonAndAtLeastFourWeeksOfDays) {
  std::vector<double> y(60, 1.0);
  std::fill(y.begin(), y.begin() + 20, 100.0);
  EXPECT_EQ(demand_traits(y, 7).volume, 28);
  EXPECT_EQ(demand_traits(y, 52).volume, 40 + 12 * 100);
}

TEST(DemandTraits, ClassesAreThoseOfTheTwoCuts) {
  EXPECT_EQ(demand_class(demand_traits(std::vector<double>{5, 5, 5, 5}, 1)), "smooth");
  EXPECT_EQ(demand_class(demand_traits(std::vector<double>{1, 9, 1, 1}, 1)), "erratic");
  EXPECT_EQ(demand_class(demand_traits(std::vector<double>{5, 0, 5, 0}, 1)), "intermittent");
  EXPECT_EQ(demand_class(demand_traits(std::vector<double>{1, 0, 9, 0, 1}, 1)), "lumpy");
  EXPECT_EQ(demand_class(demand_traits(std::vector<double>{0, 0, kNone}, 1)), "no sales");
  EXPECT_EQ(demand_class(demand_traits({}, 1)), "no sales");
}

/// A line, a season of amplitude `wave` and noise of deviation 1.
std::vector<double> wavy(std::size_t length, int season, double wave, std::uint64_t key) {
  RandomStream stream(3, key);
  std::vector<double> y;
  for (std::size_t t = 0; t < length; ++t) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(t) / season;
    y.push_back(100 + 0.3 * static_cast<double>(t) + wave * std::sqrt(2.0) * std::sin(angle) + stream.normal());
  }
  return y;
}

TEST(SeasonalStrength, IsTheShareOfVarianceThatTheSeasonExplainsEvenOfFewCycles) {
  for (const int season : {7, 12, 52}) {
    for (const double wave : {0.0, 1.0, 3.0}) {
      const auto cycle = static_cast<std::size_t>(season);
      double mean = 0;
      for (std::uint64_t key = 0; key < 50; ++key) {
        mean += seasonal_strength(wavy(std::max<std::size_t>(4 * cycle, 84), season, wave, key), season).value() / 50;
      }
      EXPECT_NEAR(mean, wave * wave / (1 + wave * wave), 0.12) << "season " << season << ", wave " << wave;
    }
  }
}

TEST(SeasonalStrength, IsOneWithoutNoiseAndUnknownWithoutHistoryOrVariation) {
  std::vector<double> y;
  for (int t = 0; t < 40; ++t) y.push_back(t % 4 + 2.0 * t);
  EXPECT_NEAR(seasonal_strength(y, 4).value(), 1.0, 1e-9);
  EXPECT_FALSE(seasonal_strength(std::vector<double>(11, 2.0), 4));
  EXPECT_FALSE(seasonal_strength(std::vector<double>(40, 2.0), 4));
  EXPECT_FALSE(seasonal_strength(y, 1));
}

TEST(SeasonalStrength, GapsDoNotHideTheSeason) {
  std::vector<double> y = wavy(84, 7, 3.0, 1);
  const double whole = seasonal_strength(y, 7).value();
  for (std::size_t t = 5; t < y.size(); t += 9) y[t] = kNone;
  EXPECT_NEAR(seasonal_strength(y, 7).value(), whole, 0.1);
}

}  // namespace
}  // namespace demandcast
