// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/stock_tape.h"

#include <utility>

#include "demandcast/core/error.h"

namespace demandcast {

StockTape::StockTape(const ItemEconomics& item, StockState start) : item_(item), state_(std::move(start)) { arrive(); }

void StockTape::arrive() {
  arrived_ = state_.pipeline.empty() ? 0 : state_.pipeline.front();
  backlog_before_arrivals_ = state_.backlog;
  take_arrivals(StockSpans(state_), coming_);
}

PeriodOutcome StockTape::next(double order, int lead, double demand) {
  Period period{arrived_, backlog_before_arrivals_, state_.backlog, order, demand, lead, {}};
  PeriodOutcome outcome = std::exchange(coming_, {});
  place_order(StockSpans(state_), item_.arrival_shares, order, lead, outcome);
  period.stock_before_demand = state_.stock;
  meet_demand(StockSpans(state_), item_, demand, outcome);
  periods_.push_back(std::move(period));
  arrive();
  return outcome;
}

StockTape::Gradients StockTape::backward(const std::vector<PeriodOutcome>& weights, const PolicyBack& policy) const {
  if (weights.size() != periods_.size()) throw ConfigError("a tape goes back with one set of weights for each period");
  Gradients gradients{std::vector<double>(periods_.size()), std::vector<double>(periods_.size()), {}};
  StockState by_state{std::vector<double>(state_.stock.size(), 0.0), std::vector<double>(state_.pipeline.size(), 0.0),
                      0};
  for (std::size_t t = periods_.size(); t-- > 0;) {
    const Period& period = periods_[t];
    gradients.demands[t] = meet_demand_back(period.stock_before_demand, item_, period.demand, weights[t], by_state);
    gradients.orders[t] = place_order_back(item_.arrival_shares, period.order, period.lead, period.backlog_before_order,
                                           weights[t], by_state);
    if (policy) policy(t, gradients.orders[t], by_state);
    take_arrivals_back(period.arrived, period.backlog_before_arrivals, weights[t], by_state);
  }
  gradients.start = std::move(by_state);
  return gradients;
}

}  // namespace demandcast
