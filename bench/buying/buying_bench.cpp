// How long a catalogue takes: a base stock simulated for a year of weeks, newsvendor orders from quantiles, orders from
// sample paths, a budget.
// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <algorithm>
#include <vector>

#include "demandcast/buying/demand_sources.h"
#include "demandcast/buying/newsvendor.h"
#include "demandcast/buying/order_limits.h"
#include "demandcast/buying/quantile_demand.h"
#include "demandcast/buying/simple_policies.h"
#include "demandcast/core/parallel.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

ItemEconomics grocery() {
  ItemEconomics item;
  item.price = 3;
  item.cost = 2;
  item.holding_cost = 0.02;
  item.lead_time = LeadTime::of_weights({0, 1, 2, 1});
  return item;
}

RunContext two_threads() {
  RunContext context;
  context.threads = 2;
  return context;
}

/// 52 weeks of Poisson demand, random lead times, lost sales.
void simulate_base_stock(benchmark::State& state) {
  const auto products = static_cast<std::size_t>(state.range(0));
  const std::vector<ItemEconomics> items(products, grocery());
  const PoissonDemand demand(std::vector<double>(products, 5), 1);
  const BaseStockPolicy policy(std::vector<double>(products, 24));
  const RunContext context = two_threads();
  for (auto _ : state) benchmark::DoNotOptimize(simulate(items, demand, policy, {52, 0, {}}, context));
  state.SetItemsProcessed(state.iterations() * state.range(0) * 52);
}
BENCHMARK(simulate_base_stock)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Stock and expected cost of each product, from nine quantiles of demand over lead time and review.
void newsvendor_orders(benchmark::State& state) {
  const auto products = static_cast<std::size_t>(state.range(0));
  const QuantileLevels levels({0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9});
  std::vector<double> quantiles;
  RandomStream stream(1, 2);
  for (std::size_t i = 0; i < products; ++i) {
    double value = 0;
    for (std::size_t q = 0; q < levels.size(); ++q) quantiles.push_back(value += 4 * stream.uniform());
  }
  std::vector<NewsvendorStock> orders(products);
  const RunContext context = two_threads();
  for (auto _ : state) {
    parallel_for(products, context, [&](std::size_t i) {
      const QuantileDemand demand(levels, std::span(quantiles).subspan(i * levels.size(), levels.size()), true);
      orders[i] = newsvendor(demand, {0.06, 1});
    });
    benchmark::DoNotOptimize(orders.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(newsvendor_orders)->Arg(1000000)->Unit(benchmark::kMillisecond)->UseRealTime();

/// The order of least expected cost over 1000 sample paths, with what is on hand and under way.
void order_from_paths(benchmark::State& state) {
  const ItemEconomics item = grocery();
  RandomStream stream(1, 2);
  std::vector<float> paths(1000 * 4);
  for (float& units : paths) units = static_cast<float>(stream.poisson(20));
  const StockSituation now{30, 0, {0, 20}};
  for (auto _ : state) benchmark::DoNotOptimize(OrderCost(item, now, {paths, 4}, true).best());
}
BENCHMARK(order_from_paths)->Unit(benchmark::kMicrosecond);

/// A budget of half of what is wished for, over products of ten steps each.
void orders_under_a_budget(benchmark::State& state) {
  RandomStream stream(1, 2);
  std::vector<WishedOrder> wishes(static_cast<std::size_t>(state.range(0)));
  double wished = 0;
  for (WishedOrder& wish : wishes) {
    wish.money = 1 + stream.uniform();
    double saving = stream.uniform();
    for (int step = 0; step < 10; ++step) wish.steps.push_back({1, saving *= 0.9});
    wished += 10 * wish.money;
  }
  for (auto _ : state) benchmark::DoNotOptimize(limit_orders(wishes, {.budget = 0.5 * wished}));
}
BENCHMARK(orders_under_a_budget)->Arg(100000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace demandcast

BENCHMARK_MAIN();
