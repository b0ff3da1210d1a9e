// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/lost_sales_search.h"

#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "demandcast/buying/simple_policies.h"
#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr double kNoCap = std::numeric_limits<double>::infinity();

/// Costs at numbers of steps, each simulated once.
class Costs {
 public:
  Costs(const ItemEconomics& item, const DemandSource& demand, double step, const SearchEffort& effort,
        const RunContext& context)
      : item_(item), demand_(demand), step_(step), effort_(effort), context_(context) {
    if (!(step > 0)) throw ConfigError("a search of levels goes by steps above 0");
  }
  double at(std::int64_t level, std::int64_t cap) {
    const auto [found, is_new] = known_.try_emplace({level, cap}, 0.0);
    if (is_new) {
      found->second = capped_base_stock_cost(item_, demand_, static_cast<double>(level) * step_,
                                             cap < 0 ? kNoCap : static_cast<double>(cap) * step_, effort_, context_);
    }
    return found->second;
  }
  double step() const { return step_; }

 private:
  const ItemEconomics& item_;
  const DemandSource& demand_;
  double step_;
  const SearchEffort& effort_;
  const RunContext& context_;
  std::map<std::pair<std::int64_t, std::int64_t>, double> known_;
};

constexpr std::int64_t kUncapped = -1;

std::int64_t best_level(Costs& costs, double start) {
  auto level = static_cast<std::int64_t>(std::llround(start / costs.step()));
  for (const int way : {1, -1}) {
    while (costs.at(level + way, kUncapped) < costs.at(level, kUncapped)) level += way;
  }
  return level;
}

/// The cheapest of a place and its neighbours.
std::pair<std::int64_t, std::int64_t> better(Costs& costs, std::pair<std::int64_t, std::int64_t> place) {
  auto best = place;
  for (std::int64_t level = place.first - 1; level <= place.first + 1; ++level) {
    for (std::int64_t cap = std::max<std::int64_t>(1, place.second - 1); cap <= place.second + 1; ++cap) {
      if (costs.at(level, cap) < costs.at(best.first, best.second)) best = {level, cap};
    }
  }
  return best;
}

}  // namespace

double simulated_cost(const ItemEconomics& item, const DemandSource& demand, const StockPolicy& policy,
                      const SearchEffort& effort, const RunContext& context) {
  const std::vector<ItemEconomics> items(static_cast<std::size_t>(effort.replications), item);
  SimulatedTotals all;
  for (const SimulatedTotals& one : simulate(items, demand, policy, {effort.periods, effort.warm_up, {}}, context)) {
    all.add(one);
  }
  return money_of(all, item).cost() / static_cast<double>(all.periods);
}

double capped_base_stock_cost(const ItemEconomics& item, const DemandSource& demand, double level, double cap,
                              const SearchEffort& effort, const RunContext& context) {
  const auto many = static_cast<std::size_t>(effort.replications);
  const BaseStockPolicy policy(std::vector<double>(many, level), std::vector<double>(many, cap));
  return simulated_cost(item, demand, policy, effort, context);
}

CappedBaseStock best_base_stock(const ItemEconomics& item, const DemandSource& demand, double start, double step,
                                const SearchEffort& effort, const RunContext& context) {
  Costs costs(item, demand, step, effort, context);
  const std::int64_t level = best_level(costs, start);
  return {static_cast<double>(level) * step, kNoCap, costs.at(level, kUncapped)};
}

CappedBaseStock best_capped_base_stock(const ItemEconomics& item, const DemandSource& demand, double start, double step,
                                       const SearchEffort& effort, const RunContext& context) {
  Costs costs(item, demand, step, effort, context);
  const std::int64_t level = best_level(costs, start);
  const int orders = item.lead_time.longest() + 1;  // that a level is made of: a cap below their mean binds always
  std::pair<std::int64_t, std::int64_t> place{level, std::max<std::int64_t>(1, level / orders)};
  for (auto next = better(costs, place); next != place; next = better(costs, place)) place = next;
  return {static_cast<double>(place.first) * step, static_cast<double>(place.second) * step,
          costs.at(place.first, place.second)};
}

}  // namespace demandcast
