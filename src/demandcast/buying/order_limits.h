// Orders of a catalogue under a budget and a storage limit, and what one more unit of either would be worth.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "demandcast/buying/order_cost.h"

namespace demandcast {

/// What one product would order without limits, in steps of falling saving a unit, and what a unit takes.
struct WishedOrder {
  std::vector<OrderStep> steps;
  double money = 0;  ///< a unit
  double space = 0;  ///< a unit
};

struct OrderLimits {
  static constexpr double kNone = std::numeric_limits<double>::infinity();
  double budget = kNone;   ///< money for all orders
  double storage = kNone;  ///< space for all orders
};

struct LimitedOrders {
  std::vector<double> quantities;  ///< [product]
  double budget_price = 0;         ///< what one more unit of money would save: 0 where the budget does not bind
  double storage_price = 0;        ///< what one more unit of space would save
  double money = 0, space = 0;     ///< taken by the orders
  double wished_money = 0, wished_space = 0;
  double saving_given_up = 0;
};

/// Gives up the steps that save least for what they take. A step is taken when it saves more than its money and space
/// at the shadow prices; the prices are the lowest at which both limits hold [Lagrange multipliers, Everett 1963]; what
/// then is left of the limits goes to the best of the next steps that fit. Throws ConfigError for a limit below zero.
/// O(steps) for each of about 60 prices; their square where both limits bind.
LimitedOrders limit_orders(std::span<const WishedOrder> wishes, const OrderLimits& limits);

}  // namespace demandcast
