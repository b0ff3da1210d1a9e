// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/simulator.h"

#include <fmt/format.h>

#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

double sum_of(std::span<const double> units) { return std::accumulate(units.begin(), units.end(), 0.0); }

SimulatedTotals run_product(const ItemEconomics& item, std::size_t product, std::span<const double> demand,
                            const StockPolicy& policy, const SimulationPlan& plan, std::uint64_t seed) {
  StockState state = StockState::empty(item);
  if (!plan.start_stock.empty()) state.stock.back() = plan.start_stock[product];
  const StockSpans spans(state);
  SimulatedTotals totals;
  StockMoment moment{product, 0, state.stock, state.pipeline, 0};
  const auto position = [&] { return sum_of(state.stock) + sum_of(state.pipeline) - state.backlog; };
  for (int period = 0; period < plan.warm_up + plan.periods; ++period) {
    if (period == plan.warm_up) totals.initial_stock = position();
    PeriodOutcome outcome;
    take_arrivals(spans, outcome);
    double order = 0;
    if (period % item.review_period == 0) {
      moment.period = period;
      moment.backlog = state.backlog;
      order = item.orderable(policy.order(moment));
      if (order > 0) {
        place_order(spans, item.arrival_shares, order, drawn_lead_time(item, seed, product, period), outcome);
      }
    }
    const double wanted = demand[static_cast<std::size_t>(period)];
    meet_demand(spans, item, wanted, outcome);
    if (period >= plan.warm_up) totals.add(wanted, order, outcome);
  }
  totals.final_stock = position();
  return totals;
}

}  // namespace

double StockMoment::on_hand() const { return sum_of(stock); }
double StockMoment::on_order() const { return sum_of(pipeline); }

int drawn_lead_time(const ItemEconomics& item, std::uint64_t seed, std::uint64_t product_key, std::int64_t period) {
  const LeadTime& lead = item.lead_time;
  if (lead.weights().back() >= 1) return lead.longest();
  const std::uint64_t key = product_key * 0xBF58476D1CE4E5B9 + static_cast<std::uint64_t>(period);
  static const std::uint64_t kLeadTimes = stream_key("lead times");
  return lead.at(RandomStream(seed, key ^ kLeadTimes).uniform());
}

std::vector<SimulatedTotals> simulate(std::span<const ItemEconomics> items, const DemandSource& demand,
                                      const StockPolicy& policy, const SimulationPlan& plan,
                                      const RunContext& context) {
  if (plan.periods < 1 || plan.warm_up < 0) throw ConfigError("a simulation has at least one period that counts");
  if (!plan.start_stock.empty() && plan.start_stock.size() != items.size()) {
    throw ConfigError(fmt::format("start stocks of {} products for {}", plan.start_stock.size(), items.size()));
  }
  std::vector<SimulatedTotals> totals(items.size());
  const auto periods = static_cast<std::size_t>(plan.warm_up + plan.periods);
  context.progress->start("simulation", items.size(), "products");
  parallel_for(items.size(), context, [&](std::size_t product) {
    thread_local std::vector<double> wanted;
    wanted.resize(periods);
    demand.fill(product, wanted);
    totals[product] = run_product(items[product], product, wanted, policy, plan, context.seed);
  });
  context.progress->finish();
  return totals;
}

}  // namespace demandcast
