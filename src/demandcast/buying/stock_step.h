// One period of one product's stock: arrivals, an order, demand; and the same steps backwards, for gradients.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/buying/economics.h"

namespace demandcast {

/// What is on hand, on its way and waited for, in units. Where stock does not perish `stock` is one number; else
/// stock[k] can be sold in this period and k more, so that the oldest comes first. Between periods pipeline[k] arrives
/// before the demand of the k-th period to come, 0 being the next; once a period's arrivals are in, of the one after.
struct StockState {
  std::vector<double> stock, pipeline;
  double backlog = 0;

  /// Nothing anywhere, with room for what `item` can order.
  static StockState empty(const ItemEconomics& item);
};

/// The same without owning it.
struct StockSpans {
  std::span<double> stock, pipeline;
  double* backlog;

  explicit StockSpans(StockState& state) : stock(state.stock), pipeline(state.pipeline), backlog(&state.backlog) {}
  StockSpans(std::span<double> s, std::span<double> p, double& waiting) : stock(s), pipeline(p), backlog(&waiting) {}
};

/// What came of one period, in units.
struct PeriodOutcome {
  double sold = 0;     ///< to demand of the period, or to demand that waited
  double lost = 0;     ///< demand that found no stock and left
  double waiting = 0;  ///< demand that waits at the end
  double held = 0;     ///< stock at the end, before what perishes is thrown away
  double wasted = 0;   ///< stock thrown away at the end
};

/// What arrives now comes in, first to those who wait; the pipeline moves on. Adds what those took to outcome.sold.
void take_arrivals(StockSpans state, PeriodOutcome& outcome);
/// `quantity` units, of which shares[k] come lead + k periods after this one; at once where that is 0.
void place_order(StockSpans state, std::span<const double> shares, double quantity, int lead, PeriodOutcome& outcome);
/// Demand takes the oldest stock first; what is not met waits or is lost. Stock ages and perishes.
void meet_demand(StockSpans state, const ItemEconomics& item, double demand, PeriodOutcome& outcome);

/// The steps backwards. `gradient` holds the derivatives of some number by the state after the step and becomes those
/// by the state before it; `weights` are its derivatives by the outcome. Where a minimum has a kink, the derivative is
/// that from the side of too little stock. State before the step is given where the step's course depended on it.
void take_arrivals_back(double arrived, double backlog_before, const PeriodOutcome& weights, StockState& gradient);
/// Returns the derivative by the quantity.
double place_order_back(std::span<const double> shares, double quantity, int lead, double backlog_before,
                        const PeriodOutcome& weights, StockState& gradient);
/// Returns the derivative by the demand.
double meet_demand_back(std::span<const double> stock_before, const ItemEconomics& item, double demand,
                        const PeriodOutcome& weights, StockState& gradient);

}  // namespace demandcast
