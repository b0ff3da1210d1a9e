// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/order_limits.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

/// Products with `steps` steps of falling saving.
std::vector<WishedOrder> wishes_of(int products, int steps, bool same_money, std::uint64_t seed) {
  RandomStream stream(seed, 3);
  std::vector<WishedOrder> wishes;
  for (int i = 0; i < products; ++i) {
    WishedOrder wish;
    wish.money = same_money ? 2 : 1 + 5 * stream.uniform();
    wish.space = 0.2 + stream.uniform();
    double saving = 10 * stream.uniform();
    for (int k = 0; k < steps; ++k) {
      wish.steps.push_back({1, saving});
      saving *= 0.5 + 0.5 * stream.uniform();
    }
    wishes.push_back(wish);
  }
  return wishes;
}

double saving_of(const std::vector<WishedOrder>& wishes, const LimitedOrders& orders) {
  double sum = 0;
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    double left = orders.quantities[i];
    for (const OrderStep& step : wishes[i].steps) {
      if (left < step.quantity) break;
      left -= step.quantity;
      sum += step.saving;
    }
    EXPECT_EQ(left, 0);
  }
  return sum;
}

TEST(OrderLimits, GiveEveryWishWhereNothingBinds) {
  const auto wishes = wishes_of(20, 5, false, 1);
  const LimitedOrders orders = limit_orders(wishes, {});
  for (const double quantity : orders.quantities) EXPECT_EQ(quantity, 5);
  EXPECT_EQ(orders.budget_price, 0);
  EXPECT_EQ(orders.storage_price, 0);
  EXPECT_EQ(orders.saving_given_up, 0);
  EXPECT_EQ(limit_orders(wishes, {orders.money, orders.space}).saving_given_up, 0);
}

TEST(OrderLimits, OfUnitsOfOnePriceTakeThoseThatSaveMost) {
  const auto wishes = wishes_of(30, 6, true, 2);
  std::vector<double> savings;
  for (const WishedOrder& wish : wishes) {
    for (const OrderStep& step : wish.steps) savings.push_back(step.saving);
  }
  std::sort(savings.begin(), savings.end(), std::greater<>());
  const LimitedOrders orders = limit_orders(wishes, {.budget = 2 * 50.0});
  EXPECT_NEAR(saving_of(wishes, orders), std::accumulate(savings.begin(), savings.begin() + 50, 0.0), 1e-9);
  // One more unit of money buys half a unit of what was refused first; one less gives up half of what was taken last.
  EXPECT_GE(orders.budget_price, savings[50] / 2 - 1e-6);
  EXPECT_LE(orders.budget_price, savings[49] / 2 + 1e-6);
}

TEST(OrderLimits, OfBothKindsHoldAndComeCloseToTheBoundOfTheirPrices) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const auto wishes = wishes_of(200, 6, false, seed);
    const LimitedOrders free = limit_orders(wishes, {});
    const OrderLimits limits{0.5 * free.money, 0.4 * free.space};
    const LimitedOrders orders = limit_orders(wishes, limits);
    EXPECT_LE(orders.money, limits.budget);
    EXPECT_LE(orders.space, limits.storage);
    // Weak duality: no choice within the limits saves more than this.
    double bound = orders.budget_price * limits.budget + orders.storage_price * limits.storage;
    for (const WishedOrder& wish : wishes) {
      for (const OrderStep& step : wish.steps) {
        const double price = step.quantity * (orders.budget_price * wish.money + orders.storage_price * wish.space);
        bound += std::max(0.0, step.saving - price);
      }
    }
    const double saving = saving_of(wishes, orders);
    EXPECT_LE(saving, bound + 1e-6);
    EXPECT_GE(saving, 0.995 * bound);
  }
}

TEST(OrderLimits, OfNothingOrderNothing) {
  const auto wishes = wishes_of(5, 3, false, 1);
  const LimitedOrders orders = limit_orders(wishes, {.budget = 0});
  EXPECT_EQ(orders.money, 0);
  EXPECT_GT(orders.budget_price, 0);
  EXPECT_THROW(limit_orders(wishes, {.budget = -1}), ConfigError);
}

}  // namespace
}  // namespace demandcast
