// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/demand.h"

#include <gmock/gmock.h>

#include <cmath>
#include <vector>

#include "demandcast/buying/count_demand.h"
#include "demandcast/buying/lead_time.h"
#include "demandcast/buying/mixed_demand.h"
#include "demandcast/buying/normal_demand.h"
#include "demandcast/buying/quantile_demand.h"
#include "demandcast/buying/sampled_demand.h"
#include "demandcast/core/error.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

/// Integral of P(D > u) from x on, by small steps: what every loss function must be.
template <class Above>
double slow_excess(Above above, double x, double far, double step) {
  double sum = 0;
  for (double u = x; u < far; u += step) sum += step * above(u + 0.5 * step);
  return sum;
}

TEST(NormalDemand, HasTheLossFunctionsThatIntegrationGives) {
  const NormalDemand demand(50, 8);
  const auto above = [&](double u) { return 1 - demand.probability_up_to(u); };
  for (const double x : {20.0, 45.0, 50.0, 61.0}) {
    EXPECT_NEAR(demand.excess(x), slow_excess(above, x, 130, 1e-3), 1e-6) << x;
    const auto loss = [&](double u) { return demand.excess(u); };
    EXPECT_NEAR(demand.second_excess(x), slow_excess(loss, x, 130, 1e-3), 1e-5) << x;
  }
}

TEST(CountDemand, OfPoissonKindAddsUpToPoisson) {
  const CountDemand week = CountDemand::poisson(2.5), month = week.over(4), direct = CountDemand::poisson(10);
  EXPECT_NEAR(month.mean(), 10, 1e-12);
  EXPECT_NEAR(month.variance(), 10, 1e-10);
  for (int count = 0; count < 30; ++count) {
    EXPECT_NEAR(month.probability_of(count), direct.probability_of(count), 1e-14) << count;
  }
  EXPECT_EQ(week.over(0).mean(), 0);
}

TEST(CountDemand, MissesWhatTheDefinitionSays) {
  const CountDemand demand = CountDemand::of_mass({1, 0, 2, 1});  // 0, 2, 2, 3
  EXPECT_DOUBLE_EQ(demand.mean(), 1.75);
  EXPECT_DOUBLE_EQ(demand.excess(0), 1.75);
  EXPECT_DOUBLE_EQ(demand.excess(1), 1.0);
  EXPECT_DOUBLE_EQ(demand.excess(2), 0.25);
  EXPECT_DOUBLE_EQ(demand.excess(2.5), 0.125);
  EXPECT_DOUBLE_EQ(demand.excess(3), 0);
  EXPECT_DOUBLE_EQ(demand.excess(-1), 2.75);
  EXPECT_EQ(demand.quantile(0.25), 0);
  EXPECT_EQ(demand.quantile(0.26), 2);
  EXPECT_EQ(demand.quantile(0.75), 2);
  EXPECT_EQ(demand.quantile(0.76), 3);
}

TEST(CountDemand, MixesSpansOfRandomLeadTimes) {
  const CountDemand week = CountDemand::poisson(5);
  const LeadTime lead = LeadTime::of_weights({0, 3, 1});
  std::vector<CountDemand> spans;
  for (int k = 0; k <= lead.longest(); ++k) spans.push_back(week.over(k + 1));
  const CountDemand mixed = CountDemand::mix(lead.weights(), spans);
  EXPECT_NEAR(mixed.mean(), 5 * (lead.mean() + 1), 1e-10);
  // var = E[length] var + var[length] mean^2
  EXPECT_NEAR(mixed.variance(), 5 * 2.25 + 0.1875 * 25, 1e-9);
}

TEST(CountDemand, RefusesWhatIsNoProbability) {
  EXPECT_THROW(CountDemand::of_mass({0.5, -0.1}), ConfigError);
  EXPECT_THROW(CountDemand::of_mass({0, 0}), ConfigError);
  EXPECT_THROW(CountDemand::poisson(-1), ConfigError);
}

TEST(QuantileDemand, HasTheLossFunctionThatIntegrationOfItsQuantilesGives) {
  const QuantileLevels levels({0.1, 0.3, 0.5, 0.8, 0.95});
  const std::vector<double> values{2, 9, 9, 20, 41};
  const QuantileDemand demand(levels, values, false);
  for (const double x : {0.0, 1.0, 5.0, 9.0, 12.5, 30.0, 60.0}) {
    double slow = 0;
    const int steps = 400000;
    for (int i = 0; i < steps; ++i) slow += std::max(0.0, demand.quantile((i + 0.5) / steps) - x) / steps;
    EXPECT_NEAR(demand.excess(x), slow, 1e-3) << x;
  }
  EXPECT_DOUBLE_EQ(demand.quantile(0.4), 9);
  EXPECT_DOUBLE_EQ(demand.quantile(0.8), 20);
}

TEST(QuantileDemand, ThatIsCountedHasWholeQuantilesAndTheLossOfTheRoundedLaw) {
  const QuantileLevels levels({0.1, 0.25, 0.5, 0.75, 0.9});
  const std::vector<double> values{0, 0, 0.8, 2.2, 4};
  const QuantileDemand demand(levels, values, true);
  for (const double x : {0.0, 1.0, 1.5, 3.0, 6.0}) {
    double slow = 0;
    const int steps = 400000;
    for (int i = 0; i < steps; ++i) {
      const double count = demand.quantile((i + 0.5) / steps);
      ASSERT_EQ(count, std::round(count));
      slow += std::max(0.0, count - x) / steps;
    }
    EXPECT_NEAR(demand.excess(x), slow, 1e-3) << x;
  }
}

TEST(QuantileDemand, OfOneNumberAndOfNothingAreThemselves) {
  const QuantileLevels levels({0.1, 0.5, 0.9});
  const std::vector<double> seven{7, 7, 7}, none{0, 0, 0};
  for (const bool counted : {false, true}) {
    EXPECT_DOUBLE_EQ(QuantileDemand(levels, seven, counted).mean(), 7);
    EXPECT_DOUBLE_EQ(QuantileDemand(levels, seven, counted).quantile(0.99), 7);
    EXPECT_DOUBLE_EQ(QuantileDemand(levels, seven, counted).excess(6), 1);
    EXPECT_DOUBLE_EQ(QuantileDemand(levels, none, counted).mean(), 0);
  }
}

TEST(MixedDemand, OfQuantilesIsTheLawOfDrawsFromItsParts) {
  const QuantileLevels levels({0.1, 0.25, 0.5, 0.75, 0.9});
  const std::vector<double> near{0, 0, 1, 3, 4}, far{2, 5, 9, 12, 20};
  for (const bool counted : {false, true}) {
    const QuantileDemand soon(levels, near, counted), late(levels, far, counted);
    const MixedDemand<QuantileDemand> mixed({0.7, 0.3}, {soon, late}, counted);
    std::vector<double> draws;
    const int count = 20000;
    for (int i = 0; i < count; ++i) {
      const double u = (i + 0.5) / count;
      draws.insert(draws.end(), 7, soon.quantile(u));
      draws.insert(draws.end(), 3, late.quantile(u));
    }
    const SampledDemand sample(std::move(draws));
    EXPECT_NEAR(mixed.mean(), sample.mean(), 2e-3);
    for (const double x : {0.0, 2.0, 7.5, 15.0}) EXPECT_NEAR(mixed.excess(x), sample.excess(x), 2e-3) << x;
    for (const double level : {0.05, 0.3, 0.55, 0.8, 0.93}) {
      EXPECT_NEAR(mixed.quantile(level), sample.quantile(level), 5e-3) << level;
    }
  }
}

TEST(MixedDemand, OfNormalSpansHasTheMomentsOfTheMixture) {
  const NormalDemand week(50, 8);
  const MixedDemand<NormalDemand> mixed({0.25, 0.75}, {week.over(1), week.over(3)}, false);
  EXPECT_NEAR(mixed.mean(), 125, 1e-12);
  EXPECT_NEAR(mixed.probability_up_to(mixed.quantile(0.6)), 0.6, 1e-9);
}

TEST(SampledDemand, IsTheLawOfItsNumbers) {
  const SampledDemand demand({3, 1, 2, 10});
  EXPECT_DOUBLE_EQ(demand.mean(), 4);
  EXPECT_EQ(demand.quantile(0.25), 1);
  EXPECT_EQ(demand.quantile(0.26), 2);
  EXPECT_EQ(demand.quantile(0.99), 10);
  EXPECT_DOUBLE_EQ(demand.excess(2), (1.0 + 8) / 4);
  EXPECT_DOUBLE_EQ(demand.excess(20), 0);
  EXPECT_DOUBLE_EQ(demand.excess(-1), 5);
  EXPECT_THROW(SampledDemand({}), ConfigError);
}

TEST(LeadTime, DrawsWhatItsWeightsSay) {
  const LeadTime lead = LeadTime::of_weights({1, 0, 2, 1, 0});
  EXPECT_EQ(lead.longest(), 3);
  EXPECT_DOUBLE_EQ(lead.mean(), 1.75);
  EXPECT_EQ(lead.at(0), 0);
  EXPECT_EQ(lead.at(0.25), 2);
  EXPECT_EQ(lead.at(0.74), 2);
  EXPECT_EQ(lead.at(0.999), 3);
  EXPECT_EQ(LeadTime::of_periods(4).at(0.3), 4);
  EXPECT_THROW(LeadTime::of_weights({0, 0}), ConfigError);
  EXPECT_THROW(LeadTime::of_weights({}), ConfigError);
  EXPECT_THROW(LeadTime::of_weights({1, -1}), ConfigError);
  EXPECT_THROW(LeadTime::of_periods(-1), ConfigError);
}

}  // namespace
}  // namespace demandcast
