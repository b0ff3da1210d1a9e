// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/s_s_policy.h"

#include <gtest/gtest.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

TEST(SSPolicy, OfPoissonDemandIsTheTextbooks) {
  const SSPolicy first = best_s_s(CountDemand::poisson(6), 0, 5, {1, 4});  // Snyder & Shen 2019, example 4.7
  EXPECT_EQ(first.reorder_point, 4);
  EXPECT_EQ(first.order_up_to, 10);
  EXPECT_NEAR(first.cost, 8.034111561471644, 1e-11);
  const SSPolicy second = best_s_s(CountDemand::poisson(4), 0, 150, {40, 125});  // problem 4.31
  EXPECT_EQ(second.reorder_point, 2);
  EXPECT_EQ(second.order_up_to, 7);
  EXPECT_NEAR(second.cost, 223.5748, 1e-4);
}

TEST(SSPolicy, IsTheTableOfZhengAndFedergruen) {
  struct Row {
    double mean;
    std::int64_t s, S;
    double cost;
  };
  for (const Row& row : {Row{10, 6, 40, 35.022},
                         {15, 10, 49, 42.698},
                         {20, 14, 62, 49.173},
                         {25, 19, 56, 54.262},
                         {30, 23, 66, 57.819},
                         {35, 28, 77, 61.215},
                         {40, 33, 87, 64.512},
                         {45, 37, 97, 67.776},
                         {50, 42, 108, 70.975},
                         {60, 52, 129, 77.306},
                         {61, 52, 131, 77.929},
                         {63, 54, 73, 78.287},
                         {64, 55, 74, 78.402},
                         {65, 56, 75, 78.518},
                         {70, 62, 81, 79.037},
                         {75, 67, 86, 79.554}}) {
    const SSPolicy best = best_s_s(CountDemand::poisson(row.mean), 0, 64, {1, 9});
    EXPECT_EQ(best.reorder_point, row.s) << row.mean;
    EXPECT_EQ(best.order_up_to, row.S) << row.mean;
    EXPECT_NEAR(best.cost, row.cost, 6e-4) << row.mean;
  }
}

TEST(SSPolicy, WithoutAnOrderCostIsTheBaseStock) {
  const CountDemand week = CountDemand::poisson(3);
  const SSPolicy best = best_s_s(week, 2, 0, {1, 9});
  const NewsvendorStock stock = newsvendor(week.over(3), {1, 9});
  EXPECT_EQ(best.order_up_to, static_cast<std::int64_t>(stock.stock));
  EXPECT_EQ(best.reorder_point, best.order_up_to - 1);
  EXPECT_NEAR(best.cost, stock.expected_cost, 1e-9);
}

TEST(SSPolicy, CostsNoLessAtAnyNeighbour) {
  const CountDemand week = CountDemand::of_mass({0.6, 0.1, 0.1, 0.05, 0.05, 0.1});
  const CountDemand served = week.over(3);
  const PositionCost cost = [&](std::int64_t y) { return newsvendor_cost(served, static_cast<double>(y), {1, 12}); };
  const SSPolicy best = best_s_s(week, 6, cost);
  for (std::int64_t s = -2; s < 12; ++s) {
    for (std::int64_t S = s + 1; S < 25; ++S)
      EXPECT_GE(s_s_cost(week, 6, cost, s, S), best.cost - 1e-12) << s << " " << S;
  }
}

TEST(SSPolicy, RefusesDemandThatNeverComes) {
  EXPECT_THROW(best_s_s(CountDemand::of_mass({1}), 1, 5, {1, 9}), ConfigError);
  const PositionCost flat = [](std::int64_t) { return 1.0; };
  EXPECT_THROW(s_s_cost(CountDemand::poisson(1), 5, flat, 3, 3), ConfigError);
}

}  // namespace
}  // namespace demandcast
