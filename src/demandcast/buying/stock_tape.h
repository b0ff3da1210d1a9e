// What one product went through, kept so that gradients can go back through it: how a policy is trained.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "demandcast/buying/stock_step.h"

namespace demandcast {

/// Runs one product and remembers. A period is: arrivals, then `state()` as a policy sees it, then `next`.
class StockTape {
 public:
  /// `item` outlives the tape.
  StockTape(const ItemEconomics& item, StockState start);

  const StockState& state() const { return state_; }
  /// Orders, meets demand, and takes the arrivals of the period after.
  PeriodOutcome next(double order, int lead, double demand);
  std::size_t period_count() const { return periods_.size(); }

  struct Gradients {
    std::vector<double> orders, demands;  ///< [period]
    StockState start;                     ///< by the state given at the start
  };
  /// What a policy adds on the way back: by the order of `period` it got a derivative; it adds to the derivatives by
  /// the state that it saw.
  using PolicyBack = std::function<void(std::size_t period, double by_order, StockState& by_state)>;
  /// Derivatives of sum over periods of weights[period] . outcome[period]. O(periods * (ages + pipeline)).
  Gradients backward(const std::vector<PeriodOutcome>& weights, const PolicyBack& policy = {}) const;

 private:
  struct Period {
    double arrived = 0, backlog_before_arrivals = 0;  ///< before the state that was seen
    double backlog_before_order = 0, order = 0, demand = 0;
    int lead = 0;
    std::vector<double> stock_before_demand;
  };
  void arrive();

  const ItemEconomics& item_;
  StockState state_;
  double arrived_ = 0, backlog_before_arrivals_ = 0;
  PeriodOutcome coming_;  ///< of the period not yet closed: what those who waited took
  std::vector<Period> periods_;
};

}  // namespace demandcast
