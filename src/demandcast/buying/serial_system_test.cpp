// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/serial_system.h"

#include <gmock/gmock.h>

#include <cmath>

#include "demandcast/buying/newsvendor.h"
#include "demandcast/buying/normal_demand.h"
#include "demandcast/core/error.h"

namespace demandcast {
namespace {

/// The serial system of Alvo, Russo & Kanoria 2023 (arXiv 2306.11246).
SerialSystem four_stages(int lead_time, double backlog_cost) {
  return {{{1, lead_time}, {0.5, 3}, {0.2, 4}, {0.1, 2}}, backlog_cost};
}

TEST(ClarkScarf, GivesTheLeastCostOfFourStages) {
  // Computed by another program (NumPy, the same recursion) and confirmed there by simulation to 0.1 %.
  struct Row {
    int lead_time;
    double backlog_cost, cost;
  };
  const GridDemand demand = GridDemand::clipped_normal(5, 2);
  for (const Row& row : {Row{1, 4, 6.899}, {1, 39, 10.701}, {4, 4, 8.753}, {4, 39, 13.910}}) {
    EXPECT_NEAR(clark_scarf(four_stages(row.lead_time, row.backlog_cost), demand).cost, row.cost, 0.003);
  }
  EXPECT_THAT(clark_scarf(four_stages(1, 4), demand).levels,
              testing::Pointwise(testing::DoubleNear(0.3), {13.6, 30.7, 54.3, 64.4}));
  EXPECT_THAT(clark_scarf(four_stages(4, 39), demand).levels,
              testing::Pointwise(testing::DoubleNear(0.3), {35.0, 52.75, 77.4, 88.3}));
}

TEST(ClarkScarf, OfOneStageIsTheNewsvendorOverLeadTimeAndReview) {
  const SerialSystem one{{{1, 3}}, 9};
  const EchelonBaseStock best = clark_scarf(one, GridDemand::clipped_normal(20, 3, 0.02));
  const NewsvendorStock stock = newsvendor(NormalDemand(20, 3).over(4), {1, 9});
  EXPECT_NEAR(best.cost, stock.expected_cost, 1e-3 * stock.expected_cost);
  EXPECT_NEAR(best.levels[0], stock.stock, 0.05);
}

TEST(ClarkScarf, WhereHoldingUpstreamIsNearlyAsDearKeepsNearlyNothingThere) {
  // Two stages act as one with both lead times, but for what is on its way between them, which costs nothing.
  const GridDemand demand = GridDemand::clipped_normal(5, 1);
  const SerialSystem two{{{1, 2}, {0.999, 3}}, 9}, one{{{1, 5}}, 9};
  EXPECT_NEAR(clark_scarf(two, demand).cost, clark_scarf(one, demand).cost, 0.06);
}

TEST(GridDemand, OfANormalLawHasItsMoments) {
  const GridDemand demand = GridDemand::clipped_normal(5, 2);
  double whole = 0;
  for (const double mass : demand.mass) whole += mass;
  EXPECT_NEAR(whole, 1, 1e-12);
  EXPECT_NEAR(demand.mean(), 5.004, 1e-3);  // what is below zero counts as zero
  EXPECT_NEAR(std::sqrt(demand.variance()), 1.99, 0.01);
}

TEST(ClarkScarf, SaysWhatMakesNoSense) {
  const GridDemand demand = GridDemand::clipped_normal(5, 2);
  EXPECT_THROW(clark_scarf({{}, 9}, demand), ConfigError);
  EXPECT_THROW(clark_scarf({{{1, 2}, {1, 2}}, 9}, demand), ConfigError);
  EXPECT_THROW(clark_scarf({{{1, 2}}, 0}, demand), ConfigError);
}

}  // namespace
}  // namespace demandcast
