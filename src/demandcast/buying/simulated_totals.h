// What a policy did to one product over some periods, in units and in money.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "demandcast/buying/stock_step.h"

namespace demandcast {

/// Sums over periods, in units.
struct SimulatedTotals {
  std::int64_t periods = 0, orders = 0;
  double demand = 0, ordered = 0;
  PeriodOutcome sum;         ///< `held` and `waiting` are unit-periods
  double final_stock = 0;    ///< on hand and on its way after the last period, less what waits
  double initial_stock = 0;  ///< the same before the first period counted

  void add(double demand_of_period, double order, const PeriodOutcome& outcome);
  void add(const SimulatedTotals& other);
  /// Share of demand that was met from stock in its period; 1 without demand.
  double fill_rate() const;
  /// Units on hand at the end of a period, the mean over periods; 0 without any.
  double mean_held() const;
};

/// What an inventory is judged by, over all periods.
struct SimulatedMoney {
  double holding = 0, shortage = 0, ordering = 0;
  double waste = 0;  ///< cost less salvage of what perished
  double profit =
      0;  ///< price of sales, salvage, the growth of stock at cost, less purchases, holding, ordering, waiting
  double cost() const { return holding + shortage + ordering + waste; }
  void add(const SimulatedMoney& other);
};

/// Profit is NaN where the price is not given; lost sales lower it by what they would have brought, not by their cost.
SimulatedMoney money_of(const SimulatedTotals& totals, const ItemEconomics& item);

}  // namespace demandcast
