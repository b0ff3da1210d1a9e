// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/simulated_totals.h"

namespace demandcast {

void SimulatedTotals::add(double demand_of_period, double order, const PeriodOutcome& outcome) {
  ++periods;
  demand += demand_of_period;
  ordered += order;
  if (order > 0) ++orders;
  sum.sold += outcome.sold;
  sum.lost += outcome.lost;
  sum.waiting += outcome.waiting;
  sum.held += outcome.held;
  sum.wasted += outcome.wasted;
}

void SimulatedTotals::add(const SimulatedTotals& other) {
  periods += other.periods;
  orders += other.orders;
  demand += other.demand;
  ordered += other.ordered;
  sum.sold += other.sum.sold;
  sum.lost += other.sum.lost;
  sum.waiting += other.sum.waiting;
  sum.held += other.sum.held;
  sum.wasted += other.sum.wasted;
  final_stock += other.final_stock;
  initial_stock += other.initial_stock;
}

double SimulatedTotals::fill_rate() const { return demand > 0 ? 1 - (sum.lost + sum.waiting) / demand : 1; }

double SimulatedTotals::mean_held() const { return periods > 0 ? sum.held / static_cast<double>(periods) : 0; }

void SimulatedMoney::add(const SimulatedMoney& other) {
  holding += other.holding;
  shortage += other.shortage;
  ordering += other.ordering;
  waste += other.waste;
  profit += other.profit;
}

SimulatedMoney money_of(const SimulatedTotals& totals, const ItemEconomics& item) {
  SimulatedMoney money;
  money.holding = item.holding_cost * totals.sum.held;
  money.shortage = item.shortage_cost() * (item.is_backlogged() ? totals.sum.waiting : totals.sum.lost);
  money.ordering = item.order_cost * static_cast<double>(totals.orders);
  money.waste = (item.cost - item.salvage) * totals.sum.wasted;
  const double waited = item.is_backlogged() ? money.shortage : 0;
  money.profit = item.price * totals.sum.sold + item.salvage * totals.sum.wasted - item.cost * totals.ordered +
                 item.cost * (totals.final_stock - totals.initial_stock) - money.holding - money.ordering - waited;
  return money;
}

}  // namespace demandcast
