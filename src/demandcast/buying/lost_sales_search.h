// The best base stock, and the best capped base stock, where unmet demand is lost: found by simulation.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/buying/simulator.h"

namespace demandcast {

struct CappedBaseStock {
  double level = 0;
  double cap = 0;   ///< the most that is ordered at once; infinite for a plain base stock
  double cost = 0;  ///< holding, shortage, ordering and waste, a period
};

/// How much is simulated for each candidate. All candidates meet the same luck, so that the noise of their difference
/// is far below that of their cost.
struct SearchEffort {
  int replications = 200;
  int periods = 2000;
  int warm_up = 100;
};

/// Costs of one policy of levels and caps a period, averaged over replications, with demand of each of `demand`.
double simulated_cost(const ItemEconomics& item, const DemandSource& demand, const StockPolicy& policy,
                      const SearchEffort& effort, const RunContext& context);
double capped_base_stock_cost(const ItemEconomics& item, const DemandSource& demand, double level, double cap,
                              const SearchEffort& effort, const RunContext& context);

/// Walks from `start` to levels a `step` apart until neither neighbour costs less; cost is convex in the level
/// [Janakiraman & Roundy 2004].
CappedBaseStock best_base_stock(const ItemEconomics& item, const DemandSource& demand, double start, double step,
                                const SearchEffort& effort, const RunContext& context);
/// From the best base stock capped at the most it orders downwards: walks over both numbers until none of the eight
/// neighbours costs less.
CappedBaseStock best_capped_base_stock(const ItemEconomics& item, const DemandSource& demand, double start, double step,
                                       const SearchEffort& effort, const RunContext& context);

}  // namespace demandcast
