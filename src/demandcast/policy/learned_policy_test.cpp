// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/learned_policy.h"

#include <gmock/gmock.h>

#include "demandcast/core/error.h"
#include "demandcast/policy/classic_policy.h"

namespace demandcast {
namespace {

ItemEconomics item() {
  ItemEconomics item;
  item.holding_cost = 1;
  item.lost_sale_cost = 4;
  item.lead_time = LeadTime::of_periods(2);
  return item;
}

/// Demand of 0, 1, ..., 9 in every step of a path; sums over three steps are 0, 3, ..., 27.
struct Ramp {
  std::vector<float> numbers;
  Ramp() {
    for (int path = 0; path < 10; ++path) numbers.insert(numbers.end(), 3, static_cast<float>(path));
  }
  DemandPaths paths() const { return {numbers, 3}; }
};

PolicyWeights weights(const ShiftedBaseStock& classic, const Outlook& seen) {
  PolicyWeights weights;
  weights.inputs = {.pipeline = 2, .ages = 0, .features = outlook_features().size()};
  weights.hidden = 4;
  weights.scale = InputScale::plain(weights.inputs.count());
  weights.lowest = weights.highest = seen.features;
  weights.parameters = classic_parameters({weights.inputs.count(), 4}, classic);
  return weights;
}

class LearnedPolicyTest : public testing::Test {
 protected:
  double order(const ShiftedBaseStock& classic, double on_hand, const ItemEconomics& of) const {
    const std::vector<double> stock{on_hand}, pipeline{4, 0};
    const PolicyView view{stock, pipeline, 0, {outlook_.level, outlook_.curve}, outlook_.unit, outlook_.features};
    return LearnedPolicy(weights(classic, outlook_)).order(of, outlook_of(of, ramp_.paths(), true), view);
  }

  Ramp ramp_;
  Outlook outlook_ = outlook_of(item(), ramp_.paths(), true);
};

TEST_F(LearnedPolicyTest, IsToldTheBaseStockAndItsUnit) {
  EXPECT_EQ(outlook_.level, 21);  // the 0.8 quantile of 0, 3, ..., 27
  EXPECT_NEAR(outlook_.unit, 3 * std::sqrt(8.25), 1e-6);
  EXPECT_EQ(outlook_.bound, 32);  // half as much again
  EXPECT_EQ(outlook_.grain, 1);
  EXPECT_EQ(outlook_.features.size(), outlook_features().size());
}

TEST_F(LearnedPolicyTest, WithoutLearningOrdersWhatTheMyopicRuleDoes) {
  const ItemEconomics product = item();
  const OrderCost cost(product, {6.5, 0, {0, 4, 0}}, ramp_.paths(), true);
  EXPECT_EQ(order({}, 6.5, item()), 7);
  EXPECT_EQ(cost.best(), 7);
  EXPECT_EQ(base_stock_order(item(), {6.5, 0, {0, 4, 0}}, ramp_.paths()), 10.5);
  EXPECT_EQ(order({}, 40, item()), 0);
}

TEST_F(LearnedPolicyTest, OrdersWhatItsNetworkSaysWithinTheBound) {
  EXPECT_EQ(order({.shift = -2 / outlook_.unit}, 6.5, item()), 5);
  EXPECT_EQ(order({.shift = 1000}, 10, item()), 32);
  EXPECT_EQ(order({.shift = -1000}, 0, item()), 0);
}

TEST_F(LearnedPolicyTest, OrdersAsTheMyopicRuleOutsideWhatItWasTrainedOnAndSaysWhy) {
  ItemEconomics other = item();
  other.lost_sale_cost = 40;
  const Outlook outlook = outlook_of(other, ramp_.paths(), true);
  const auto outside = LearnedPolicy(weights({.shift = 3}, outlook_)).outside(outlook);
  ASSERT_TRUE(outside.has_value());
  EXPECT_THAT(outside_text(*outside), testing::HasSubstr("(trained on "));
  const std::vector<double> stock{10}, pipeline{4, 0};
  const PolicyView view{stock, pipeline, 0, {outlook.level, outlook.curve}, outlook.unit, outlook.features};
  EXPECT_EQ(LearnedPolicy(weights({.shift = 3}, outlook_)).order(other, outlook, view),
            9);  // one period of the highest demand
  EXPECT_FALSE(LearnedPolicy(weights({}, outlook_)).outside(outlook_).has_value());
}

TEST_F(LearnedPolicyTest, RefusesWeightsThatDoNotFit) {
  PolicyWeights few = weights({}, outlook_);
  few.parameters.pop_back();
  EXPECT_THROW(LearnedPolicy{few}, FormatError);
  PolicyWeights odd = weights({}, outlook_);
  odd.parameters[3] = NAN;
  EXPECT_THROW(LearnedPolicy{odd}, FormatError);
}

}  // namespace
}  // namespace demandcast
