// Newsvendor, base stock and (r, Q) against instances of Snyder & Shen, "Fundamentals of Supply Chain Theory", 2019.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "demandcast/buying/count_demand.h"
#include "demandcast/buying/newsvendor.h"
#include "demandcast/buying/normal_demand.h"
#include "demandcast/buying/r_q_policy.h"
#include "demandcast/core/error.h"

namespace demandcast {
namespace {

TEST(Newsvendor, OfNormalDemandIsTheTextbooks) {
  const NormalDemand demand(50, 8);  // example 4.3
  const UnitCosts costs{0.18, 0.7};
  EXPECT_NEAR(newsvendor(demand, costs).stock, 56.603955927433887, 1e-10);
  EXPECT_NEAR(newsvendor(demand, costs).expected_cost, 1.997605193176645, 1e-12);
  EXPECT_NEAR(newsvendor_cost(demand, 40, costs), 7.356131552870388, 1e-12);

  const NewsvendorStock other = newsvendor(NormalDemand(900, 60), {43, 79});  // problem 4.1
  EXPECT_NEAR(other.stock, 922.7214, 1e-4);
  EXPECT_NEAR(other.expected_cost, 2718.197, 1e-3);
}

TEST(Newsvendor, OfPriceCostAndSalvageEarnsTheTextbooksProfit) {
  const NormalDemand demand(50, 8);  // example 4.2: price 1, cost 0.3, salvage 0.12
  const UnitCosts costs{0.3 - 0.12, 1 - 0.3};
  EXPECT_NEAR((1 - 0.3) * 50 - newsvendor(demand, costs).expected_cost, 33.002394806823354, 1e-12);
  EXPECT_NEAR((1 - 0.3) * 50 - newsvendor_cost(demand, 40, costs), 27.643868447129613, 1e-12);
}

TEST(Newsvendor, OverLeadTimeAndReviewIsTheBaseStockOfTheTextbook) {
  const NormalDemand demand = NormalDemand(50, 8).over(4 + 1);  // example 4.4: lead time 4
  const UnitCosts costs{0.18, 0.7};
  EXPECT_NEAR(newsvendor(demand, costs).stock, 264.7668943741548, 1e-9);
  EXPECT_NEAR(newsvendor(demand, costs).expected_cost, 4.466781004149578, 1e-12);
  EXPECT_NEAR(newsvendor_cost(demand, 180, costs), 49.000164748034095, 1e-11);
}

TEST(Newsvendor, OfCountsIsTheTextbooks) {
  const NewsvendorStock poisson6 = newsvendor(CountDemand::poisson(6), {1, 4});  // example 4.7
  EXPECT_EQ(poisson6.stock, 8);
  EXPECT_NEAR(poisson6.expected_cost, 3.570106945770946, 1e-12);
  EXPECT_NEAR(newsvendor_cost(CountDemand::poisson(6), 5, {1, 4}), 6.590296024616344, 1e-12);

  const NewsvendorStock poisson18 = newsvendor(CountDemand::poisson(18), {200, 270});  // problem 4.8(a)
  EXPECT_EQ(poisson18.stock, 19);
  EXPECT_NEAR(poisson18.expected_cost, 786.0884409351115, 1e-9);
  EXPECT_NEAR(newsvendor_cost(CountDemand::poisson(18), 13, {200, 270}), 1445.751062891969, 1e-9);

  const CountDemand aircraft = CountDemand::of_mass({0, 0.25, 0.05, 0.1, 0.2, 0.15, 0.1, 0.1, 0.05});  // 4.7(b)
  const UnitCosts costs{500000, 1000000};
  EXPECT_EQ(newsvendor(aircraft, costs).stock, 5);
  EXPECT_NEAR(newsvendor(aircraft, costs).expected_cost, 1225000, 1e-6);
  EXPECT_NEAR(newsvendor_cost(aircraft, 3, costs), 1725000, 1e-6);
}

TEST(Newsvendor, OfBackloggedNormalDemandIsTheTableOfLeadTimes) {
  struct Row {
    double shortage, cost_1, cost_4, cost_20;
  };
  constexpr double kCut = 6e-4;  // of the cost: the table's demand is cut at zero, which makes it vary a little less
  for (const Row& row : {Row{4, 3.167, 5.006, 10.258}, {9, 3.970, 6.277, 12.862}, {39, 5.289, 8.362, 17.135}}) {
    const auto cost = [&](int lead) {
      return newsvendor(NormalDemand(5, 1.6).over(lead + 1), {1, row.shortage}).expected_cost;
    };
    EXPECT_NEAR(cost(1) / row.cost_1, 1, kCut);
    EXPECT_NEAR(cost(4) / row.cost_4, 1, kCut);
    EXPECT_NEAR(cost(20) / row.cost_20, 1, kCut);
  }
}

TEST(RQPolicy, OfPoissonDemandIsTheTextbooks) {
  const RQPolicy first = best_r_q(CountDemand::poisson(1.5 * 2), {1.5, 100, {20, 150}});  // example 5.8
  EXPECT_EQ(first.reorder_point, 3);
  EXPECT_EQ(first.quantity, 5);
  EXPECT_NEAR(first.cost, 107.9235806331498, 1e-10);
  const RQPolicy second = best_r_q(CountDemand::poisson(12 * 0.5), {12, 4, {4, 28}});  // problem 5.2
  EXPECT_EQ(second.reorder_point, 6);
  EXPECT_EQ(second.quantity, 7);
  EXPECT_NEAR(second.cost, 28.241312842169155, 1e-10);
}

TEST(RQPolicy, OfNormalDemandIsTheTextbooks) {
  const ContinuousReview terms{1300, 8, {0.225, 7.5}};  // example 5.1, lead time a month of a year
  const double lead = 1.0 / 12;
  const NormalDemand demand = NormalDemand(1300, 150).over(lead);
  EXPECT_NEAR(r_q_cost(demand, terms, 126.8, 328.5), 78.071162509282942, 1e-9);
  EXPECT_NEAR(r_q_cost(demand, terms, 100, 250), 87.346478028174985, 1e-9);
  const RQPolicy loss = loss_function_r_q(demand, terms);
  EXPECT_NEAR(loss.reorder_point, 126.8670642878315, 1e-5);
  EXPECT_NEAR(loss.quantity, 328.4491413581765, 1e-5);
  EXPECT_NEAR(loss.cost, 78.0712, 1e-4);
  const RQPolicy level = expected_level_r_q(demand, terms);
  EXPECT_NEAR(level.reorder_point, 213.9704421358024, 1e-4);
  EXPECT_NEAR(level.quantity, 318.5901810768729, 1e-4);
  EXPECT_NEAR(level.cost, 95.451140222851961, 1e-6);
}

TEST(RQPolicy, OfMoreNormalInstancesIsTheTextbooks) {
  const NormalDemand slow = NormalDemand(192, 17.4).over(3);  // problem 5.3
  const ContinuousReview terms{192, 85, {0.214286, 40}};
  EXPECT_NEAR(loss_function_r_q(slow, terms).reorder_point, 608.544, 1e-2);
  EXPECT_NEAR(loss_function_r_q(slow, terms).quantity, 403.806, 1e-2);
  EXPECT_NEAR(expected_level_r_q(slow, terms).cost, 100.627, 1e-2);
}

TEST(RQPolicy, CostsNoLessAtItsNeighbours) {
  const ContinuousReview terms{1300, 8, {0.225, 7.5}};
  const NormalDemand demand = NormalDemand(1300, 150).over(1.0 / 12);
  const RQPolicy best = loss_function_r_q(demand, terms);
  for (const double r : {-1.0, 0.0, 1.0}) {
    for (const double q : {-2.0, 0.0, 2.0}) {
      EXPECT_GE(r_q_cost(demand, terms, best.reorder_point + r, best.quantity + q), best.cost - 1e-9);
    }
  }
}

TEST(RQPolicy, RefusesShortagesThatCostNextToNothing) {
  EXPECT_THROW(expected_level_r_q(NormalDemand(100, 10), {1, 8, {5, 0.001}}), ConfigError);
}

}  // namespace
}  // namespace demandcast
