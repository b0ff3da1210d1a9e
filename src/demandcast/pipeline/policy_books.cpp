// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/policy_books.h"

#include <cmath>
#include <limits>

namespace demandcast {

PolicyBook::PolicyBook(const NamedPolicy& policy, std::span<const ItemEconomics> items, std::size_t periods)
    : policy_(&policy), items_(items), periods_(periods) {
  for (const ItemEconomics& item : items) series_.push_back({StockState::empty(item), 0});
  totals_.resize(items.size());
  outside_.resize(items.size());
  for (auto* units : {&missed_, &wasted_, &ordered_}) units->assign(items.size() * periods, 0.0F);
  held_.assign(items.size() * periods, std::numeric_limits<float>::quiet_NaN());
}

void PolicyBook::start(std::size_t series, double units) { series_[series].state.stock.back() = units; }

void PolicyBook::replay(const SeriesPeriod& now, const DemandPaths& paths) {
  const ItemEconomics& item = items_[now.series];
  auto& [state, since_start] = series_[now.series];
  SimulatedTotals& totals = totals_[now.series];
  const bool counts = since_start >= item.lead_time.longest();
  if (since_start == item.lead_time.longest()) totals.initial_stock = situation_of(state).position();
  PeriodOutcome outcome;
  take_arrivals(StockSpans(state), outcome);
  double order = 0;
  if (since_start++ % item.review_period == 0) {
    const PolicyOrder placed = policy_->order(item, state, paths, *now.known);
    order = placed.quantity;
    if (placed.outside && !outside_[now.series]) outside_[now.series] = placed.outside;
    place_order(StockSpans(state), item.arrival_shares, order, now.lead_time, outcome);
  }
  meet_demand(StockSpans(state), item, now.demand, outcome);
  if (!counts) return;
  totals.add(now.demand, order, outcome);
  totals.final_stock = situation_of(state).position();
  const std::size_t cell = now.series * periods_ + now.period;
  held_[cell] = static_cast<float>(outcome.held);
  missed_[cell] = static_cast<float>(item.is_backlogged() ? outcome.waiting : outcome.lost);
  wasted_[cell] = static_cast<float>(outcome.wasted);
  ordered_[cell] = static_cast<float>(order);
}

SeriesCourse PolicyBook::course(std::size_t series) const {
  SeriesCourse course;
  course.series = series;
  for (std::size_t cell = series * periods_; cell < (series + 1) * periods_; ++cell) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    const bool counts = !std::isnan(held_[cell]);
    course.held.push_back(static_cast<double>(held_[cell]));
    course.missed.push_back(counts ? static_cast<double>(missed_[cell]) : none);
    course.ordered.push_back(counts ? static_cast<double>(ordered_[cell]) : none);
  }
  return course;
}

std::vector<SimulatedMoney> PolicyBook::period_money() const {
  std::vector<SimulatedMoney> money(periods_);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const ItemEconomics& item = items_[i];
    for (std::size_t t = 0; t < periods_; ++t) {
      const std::size_t cell = i * periods_ + t;
      if (std::isnan(held_[cell])) continue;
      money[t].holding += item.holding_cost * static_cast<double>(held_[cell]);
      money[t].shortage += item.shortage_cost() * static_cast<double>(missed_[cell]);
      money[t].waste += (item.cost - item.salvage) * static_cast<double>(wasted_[cell]);
      money[t].ordering += ordered_[cell] > 0 ? item.order_cost : 0;
    }
  }
  return money;
}

}  // namespace demandcast
