// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/policy_insight.h"

#include <gmock/gmock.h>

#include "demandcast/policy/classic_policy.h"

namespace demandcast {
namespace {

using testing::Each;
using testing::Field;

/// Five products, the k-th with a base stock of 10 k and demand of 3 k a period.
class Insight : public testing::Test {
 protected:
  Insight() : history_(5, 12) {
    for (std::size_t i = 0; i < 5; ++i) {
      ItemEconomics item;
      item.holding_cost = 1;
      item.lost_sale_cost = 4;
      item.lead_time = LeadTime::of_periods(2);
      items_.push_back(item);
      const double size = 1.0 + static_cast<double>(i);
      for (std::size_t t = 0; t < 12; ++t) {
        Outlook outlook;
        outlook.level = 10 * size;
        outlook.curve = base_stock_curve(outlook.level);
        outlook.unit = size;
        outlook.bound = 15 * size;
        outlook.features.assign(outlook_features().size(), static_cast<float>(size));
        history_.record(i, t, outlook, 3 * size);
      }
    }
  }
  PolicyInsight insight(double shift) const {
    const ReplayedEpisodes validation(items_, history_, 4, 12, 8, ReplayedEpisodes::Draw::kInTurn, 1);
    PolicyWeights weights;
    weights.inputs = validation.inputs();
    weights.hidden = 2;
    weights.scale = InputScale::plain(weights.inputs.count());
    weights.lowest.assign(weights.inputs.features, 1);
    weights.highest.assign(weights.inputs.features, 5);
    weights.parameters = classic_parameters({weights.inputs.count(), 2}, {.shift = shift});
    return look_into(history_, items_, validation, {{3, 5, 0}, 5}, weights, {});
  }

  std::vector<ItemEconomics> items_;
  PolicyHistory history_;
};

TEST_F(Insight, ShowsOrdersByStockOfSmallMiddlingAndLargeProducts) {
  const PolicyInsight found = insight(-0.5);
  ASSERT_EQ(found.orders.size(), 3U);
  EXPECT_EQ(found.orders[0].product, 0U);
  EXPECT_EQ(found.orders[1].product, 2U);
  EXPECT_EQ(found.orders[2].product, 3U);
  const OrdersByStock& middling = found.orders[1];
  EXPECT_EQ(middling.on_hand.front(), 0);
  EXPECT_NEAR(middling.on_hand.back(), 1.25 * 30, 1e-9);
  EXPECT_NEAR(middling.base_stock.front(), 30, 1e-9);
  EXPECT_NEAR(middling.myopic.front(), 30, 1e-4);
  EXPECT_NEAR(middling.learned.front(), 30 - 0.5 * 3, 1e-4);
  EXPECT_EQ(middling.learned.back(), 0);
}

TEST_F(Insight, CountsWhatEachProductCostsWithAndWithoutTheCorrection) {
  const PolicyInsight same = insight(0);
  ASSERT_EQ(same.costs.size(), 5U);
  for (const ProductCosts& costs : same.costs) EXPECT_EQ(costs.learned, costs.myopic) << costs.product;
  // Demand is certain: 10 k - 9 k are left at the end of each period, and a unit less is saved with each lower level.
  const PolicyInsight lower = insight(-1);
  for (const ProductCosts& costs : lower.costs) {
    const double size = 1.0 + static_cast<double>(costs.product);
    EXPECT_NEAR(costs.myopic, 5 * size, 1e-3) << costs.product;
    EXPECT_NEAR(costs.learned, 0, 1e-3) << costs.product;
  }
}

TEST_F(Insight, TellsCorrectionsByHowCertainTheForecastIs) {
  const PolicyInsight found = insight(-0.5);
  ASSERT_EQ(found.corrections.size(), 10U);
  EXPECT_THAT(found.corrections, Each(Field(&CorrectionBin::correction, testing::DoubleNear(-0.5, 1e-6))));
  EXPECT_LT(found.corrections.front().certainty, found.corrections.back().certainty);
}

}  // namespace
}  // namespace demandcast
