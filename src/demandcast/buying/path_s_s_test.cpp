// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/path_s_s.h"

#include <gtest/gtest.h>

#include "demandcast/buying/poisson_paths_test.h"
#include "demandcast/buying/s_s_policy.h"

namespace demandcast {
namespace {

ItemEconomics backlogged(double order_cost) {
  ItemEconomics item;
  item.holding_cost = 1;
  item.backlog_cost = 9;
  item.order_cost = order_cost;
  return item;
}

TEST(PathSS, OfManyPathsIsThePolicyOfTheLawTheyComeFrom) {
  const auto numbers = poisson_paths(10, 1, 40000);
  const SSLevels levels = s_s_levels(backlogged(64), {numbers, 1});  // Zheng & Federgruen: (6, 40)
  EXPECT_NEAR(levels.reorder_point, 6, 1);
  EXPECT_NEAR(levels.order_up_to, 40, 1);
}

TEST(PathSS, OfLargeDemandGoesByCoarserUnitsToTheSameCost) {
  const auto numbers = poisson_paths(400, 1, 20000);
  const SSLevels levels = s_s_levels(backlogged(2000), {numbers, 1});
  const CountDemand period = CountDemand::poisson(400);
  const PositionCost cost = [&](std::int64_t y) { return newsvendor_cost(period, static_cast<double>(y), {1, 9}); };
  const SSPolicy best = best_s_s(period, 2000, cost);
  const double own = s_s_cost(period, 2000, cost, static_cast<std::int64_t>(levels.reorder_point),
                              static_cast<std::int64_t>(levels.order_up_to));
  EXPECT_LT(own, 1.01 * best.cost);
}

TEST(PathSS, OrdersUpToSOnlyWhenThePositionIsLow) {
  const auto numbers = poisson_paths(10, 1, 20000);
  const DemandPaths paths{numbers, 1};
  const ItemEconomics item = backlogged(64);
  const SSLevels levels = s_s_levels(item, paths);
  EXPECT_EQ(s_s_order(item, {levels.reorder_point + 1, 0, {}}, paths), 0);
  EXPECT_EQ(s_s_order(item, {levels.reorder_point, 0, {}}, paths), levels.order_up_to - levels.reorder_point);
  EXPECT_EQ(s_s_order(item, {0, 2, {4}}, paths), levels.order_up_to - 2);
}

TEST(PathSS, OfNoDemandOrdersNothing) {
  const std::vector<float> numbers(40, 0.0F);
  EXPECT_EQ(s_s_order(backlogged(5), {}, {numbers, 2}), 0);
}

}  // namespace
}  // namespace demandcast
