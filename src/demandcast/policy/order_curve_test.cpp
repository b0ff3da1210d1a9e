// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/order_curve.h"

#include <gmock/gmock.h>

#include <vector>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

ItemEconomics item_of(int lead) {
  ItemEconomics item;
  item.holding_cost = 1;
  item.lost_sale_cost = 4;
  item.lead_time = LeadTime::of_periods(lead);
  return item;
}

/// Demand that is often nothing.
std::vector<float> lumpy_paths(int steps, std::size_t count) {
  RandomStream stream(3, 1);
  std::vector<float> numbers;
  for (std::size_t i = 0; i < count * static_cast<std::size_t>(steps); ++i) {
    const double level = stream.uniform();
    numbers.push_back(level < 0.6 ? 0.0F : static_cast<float>(1 + 30 * stream.uniform()));
  }
  return numbers;
}

TEST(OrderCurve, GoesInStraightLinesBetweenItsKnotsAndByOneBeyondThem) {
  CurveKnots knots;
  for (std::size_t k = 0; k < kCurveKnots; ++k) knots[k] = static_cast<float>(10 - k);
  const OrderCurve curve{16, knots};  // a knot every 2 units
  EXPECT_DOUBLE_EQ(curve.wish(0), 10);
  EXPECT_DOUBLE_EQ(curve.wish(3), 8.5);
  EXPECT_DOUBLE_EQ(curve.slope(3), -0.5);
  EXPECT_DOUBLE_EQ(curve.wish(16), 2);
  EXPECT_DOUBLE_EQ(curve.wish(19), -1);
  EXPECT_DOUBLE_EQ(curve.wish(-4), 14);
  EXPECT_DOUBLE_EQ(curve.slope(19), -1);
  EXPECT_DOUBLE_EQ(curve.slope(-4), -1);
}

TEST(OrderCurve, OfAProductThatIsNotWantedFallsByOneFromNothing) {
  const CurveKnots nothing{};
  EXPECT_DOUBLE_EQ((OrderCurve{0, nothing}.wish(3)), -3);
  EXPECT_DOUBLE_EQ((OrderCurve{0, nothing}.wish(-3)), 3);
}

TEST(BaseStockCurve, IsWhatIsMissingToTheLevel) {
  const CurveKnots knots = base_stock_curve(24);
  for (const double position : {-5.0, 0.0, 3.7, 20.0, 24.0, 31.0}) {
    EXPECT_NEAR((OrderCurve{24, knots}.wish(position)), 24 - position, 1e-5);
    EXPECT_NEAR((OrderCurve{24, knots}.slope(position)), -1, 1e-5);
  }
}

TEST(MyopicCurve, IsTheOrderOfLeastCostAtItsKnots) {
  for (const int lead : {0, 1, 4}) {
    const ItemEconomics item = item_of(lead);
    const std::vector<float> numbers = lumpy_paths(lead + 1, 500);
    const DemandPaths paths{numbers, lead + 1};
    const double level = protected_demand(item, paths).quantile(item.critical_ratio());
    const CurveKnots knots = myopic_curve(item, paths, level);
    ASSERT_GT(level, 0);
    for (std::size_t k = 0; k < kCurveKnots; ++k) {
      const double position = level * static_cast<double>(k) / 8;
      StockSituation now{position, 0, {}};
      if (lead == 4 && position > 24.9) continue;  // there the rest would be on hand
      if (lead == 4) now = {position / 4, 0, {0, position / 4, position / 4, position / 4}};
      const OrderCost cost(item, now, paths, false);
      EXPECT_NEAR((OrderCurve{level, knots}.wish(position)), cost.best(), 0.1) << lead << ' ' << k;
    }
  }
}

TEST(MyopicCurve, AsksForLessThanTheBaseStockWhereDemandBeforeTheArrivalIsLost) {
  const ItemEconomics item = item_of(5);
  const std::vector<float> numbers = lumpy_paths(6, 500);
  const DemandPaths paths{numbers, 6};
  const double level = protected_demand(item, paths).quantile(item.critical_ratio());
  const CurveKnots knots = myopic_curve(item, paths, level);
  EXPECT_LT(static_cast<double>(knots.front()), 0.5 * level);
  for (std::size_t k = 1; k < kCurveKnots; ++k) {
    EXPECT_LE(knots[k], knots[k - 1]);                                               // more stock, a smaller order
    EXPECT_GE(knots[k], knots[k - 1] - static_cast<float>(level / 8) - 1e-3F) << k;  // but no more than that smaller
  }
}

TEST(ReorderPoint, IsWhereAnOrderBeginsToSaveLessThanItCosts) {
  ItemEconomics item = item_of(1);
  const std::vector<float> numbers = lumpy_paths(2, 500);
  const DemandPaths paths{numbers, 2};
  const double level = protected_demand(item, paths).quantile(item.critical_ratio());
  EXPECT_EQ(reorder_point(item, paths, level, false), kAlwaysReorder);
  item.order_cost = 6;
  const double point = reorder_point(item, paths, level, false);
  EXPECT_GT(point, 0);
  EXPECT_LT(point, 0.9 * level);
  EXPECT_GT(OrderCost(item, {point, 0, {}}, paths, false).best(), 0);
  EXPECT_EQ(OrderCost(item, {point + level / 64, 0, {}}, paths, false).best(), 0);
  item.order_cost = 1e6;
  EXPECT_LT(reorder_point(item, paths, level, false), 0);
}

TEST(MyopicCurve, WhereDemandWaitsIsTheBaseStocks) {
  ItemEconomics item = item_of(3);
  item.lost_sale_cost = ItemEconomics::kNotGiven;
  item.backlog_cost = 4;
  const std::vector<float> numbers = lumpy_paths(4, 100);
  EXPECT_EQ(myopic_curve(item, {numbers, 4}, 17), base_stock_curve(17));
}

}  // namespace
}  // namespace demandcast
