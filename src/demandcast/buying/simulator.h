// Many products under one policy, period by period, on threads.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/buying/simulated_totals.h"
#include "demandcast/core/run_context.h"

namespace demandcast {

/// What a policy sees when it may order: the arrivals of the period are in, its demand is not known.
struct StockMoment {
  std::size_t product = 0;
  int period = 0;
  std::span<const double> stock;     ///< [age], see StockState
  std::span<const double> pipeline;  ///< [k] arrives k + 1 periods after this one
  double backlog = 0;

  double on_hand() const;
  double on_order() const;
  double position() const { return on_hand() + on_order() - backlog; }
};

/// When and how much to order. Called from several threads.
class StockPolicy {
 public:
  virtual ~StockPolicy() = default;
  /// Units wished for; the simulator rounds them to what can be ordered (ItemEconomics::orderable).
  virtual double order(const StockMoment& moment) const = 0;
};

/// Demand of each product over the periods. Called from several threads.
class DemandSource {
 public:
  virtual ~DemandSource() = default;
  virtual void fill(std::size_t product, std::span<double> demand) const = 0;  ///< [period]
};

struct SimulationPlan {
  int periods = 52;                 ///< that count
  int warm_up = 0;                  ///< periods before them, not counted
  std::vector<double> start_stock;  ///< [product] on hand; empty: none
};

/// Every product with its own luck, of `context.seed` and the product's number alone: demand does not depend on the
/// policy, nor does the lead time of the order of a period, so that two policies meet the same luck (common random
/// numbers). Orders are placed in the periods 0, review_period, 2 review_period, ... [product]. The same at any number
/// of threads. O(products * periods * (ages + pipeline)).
std::vector<SimulatedTotals> simulate(std::span<const ItemEconomics> items, const DemandSource& demand,
                                      const StockPolicy& policy, const SimulationPlan& plan, const RunContext& context);

/// The lead time of what a product orders in a period: a draw that depends on these and the seed alone.
int drawn_lead_time(const ItemEconomics& item, std::uint64_t seed, std::uint64_t product_key, std::int64_t period);

}  // namespace demandcast
