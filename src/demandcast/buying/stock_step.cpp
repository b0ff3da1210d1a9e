// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/stock_step.h"

#include <algorithm>
#include <numeric>

namespace demandcast {
namespace {

void receive(StockSpans state, double quantity, PeriodOutcome& outcome) {
  const double taken = std::min(quantity, *state.backlog);
  *state.backlog -= taken;
  state.stock.back() += quantity - taken;
  outcome.sold += taken;
}

/// Returns the derivative by the quantity received.
double receive_back(double quantity, double backlog_before, const PeriodOutcome& weights, StockState& gradient) {
  const double by_stock = gradient.stock.back(), by_taken = weights.sold - gradient.backlog - by_stock;
  if (quantity < backlog_before) return by_stock + by_taken;
  gradient.backlog += by_taken;
  return by_stock;
}

}  // namespace

StockState StockState::empty(const ItemEconomics& item) {
  const auto slots = static_cast<std::size_t>(item.lead_time.longest()) + item.arrival_shares.size() - 1;
  const auto ages = static_cast<std::size_t>(std::max(1, item.shelf_life));
  return {std::vector<double>(ages, 0.0), std::vector<double>(slots, 0.0), 0};
}

void take_arrivals(StockSpans state, PeriodOutcome& outcome) {
  if (state.pipeline.empty()) return;
  receive(state, state.pipeline.front(), outcome);
  std::shift_left(state.pipeline.begin(), state.pipeline.end(), 1);
  state.pipeline.back() = 0;
}

void take_arrivals_back(double arrived, double backlog_before, const PeriodOutcome& weights, StockState& gradient) {
  const double by_arrived = receive_back(arrived, backlog_before, weights, gradient);
  if (gradient.pipeline.empty()) return;
  std::shift_right(gradient.pipeline.begin(), gradient.pipeline.end(), 1);
  gradient.pipeline.front() = by_arrived;
}

void place_order(StockSpans state, std::span<const double> shares, double quantity, int lead, PeriodOutcome& outcome) {
  for (std::size_t k = 0; k < shares.size(); ++k) {
    const std::size_t later = static_cast<std::size_t>(lead) + k;
    if (later == 0) {
      receive(state, shares[k] * quantity, outcome);
    } else {
      state.pipeline[later - 1] += shares[k] * quantity;
    }
  }
}

double place_order_back(std::span<const double> shares, double quantity, int lead, double backlog_before,
                        const PeriodOutcome& weights, StockState& gradient) {
  double by_quantity = 0;
  for (std::size_t k = shares.size(); k-- > 0;) {
    const std::size_t later = static_cast<std::size_t>(lead) + k;
    by_quantity += shares[k] * (later == 0 ? receive_back(shares[k] * quantity, backlog_before, weights, gradient)
                                           : gradient.pipeline[later - 1]);
  }
  return by_quantity;
}

void meet_demand(StockSpans state, const ItemEconomics& item, double demand, PeriodOutcome& outcome) {
  double left = demand;
  for (double& units : state.stock) {
    const double taken = std::min(units, left);
    units -= taken;
    left -= taken;
    outcome.sold += taken;
    outcome.held += units;
  }
  if (item.is_backlogged()) {
    *state.backlog += left;
  } else {
    outcome.lost += left;
  }
  outcome.waiting += *state.backlog;
  if (!item.is_perishable()) return;
  outcome.wasted += state.stock.front();
  std::shift_left(state.stock.begin(), state.stock.end(), 1);
  state.stock.back() = 0;
}

double meet_demand_back(std::span<const double> stock_before, const ItemEconomics& item, double demand,
                        const PeriodOutcome& weights, StockState& gradient) {
  if (item.is_perishable()) {
    std::shift_right(gradient.stock.begin(), gradient.stock.end(), 1);
    gradient.stock.front() = weights.wasted;
  }
  for (double& by_units : gradient.stock) by_units += weights.held;
  gradient.backlog += weights.waiting;
  double by_left = item.is_backlogged() ? gradient.backlog : weights.lost;
  double met = std::accumulate(stock_before.begin(), stock_before.end(), 0.0);
  for (std::size_t k = stock_before.size(); k-- > 0;) {
    met -= stock_before[k];
    const double left = std::max(0.0, demand - met);  // when it came to the units of this age
    const double by_taken = weights.sold - gradient.stock[k] - by_left;
    if (stock_before[k] < left) {
      gradient.stock[k] += by_taken;
    } else if (left > 0) {
      by_left += by_taken;
    } else {
      by_left = 0;  // nothing was left to take, and a little more demand would not change that
    }
  }
  return by_left;
}

}  // namespace demandcast
