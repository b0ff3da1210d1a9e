// What an order is expected to cost or to save, unit by unit, over sample paths of demand.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demandcast/buying/economics.h"
#include "demandcast/buying/sampled_demand.h"

namespace demandcast {

/// Futures of one product: demand [path, step], step 0 the period before whose demand an order is placed.
struct DemandPaths {
  std::span<const float> demand;
  int steps = 0;
  std::size_t count() const { return demand.size() / static_cast<std::size_t>(steps); }
  std::span<const float> path(std::size_t p) const {
    return demand.subspan(p * static_cast<std::size_t>(steps), static_cast<std::size_t>(steps));
  }
};

/// What there is of a product when it is ordered.
struct StockSituation {
  double on_hand = 0;
  double backlog = 0;
  std::vector<double> arrivals;  ///< [step] on its way, there before the demand of the step

  double position() const;
};

/// Part of an order: its units, and what they save.
struct OrderStep {
  double quantity = 0;
  double saving = 0;
};

/// Expected cost of an order of q units placed now, over the periods that it serves: from its arrival until the next
/// order's. With L the lead time, drawn for each path, demand before the arrival takes what is on hand and what
/// arrives, and what it does not find is lost or waits; then with M(j) the most that was missing up to the period j =
/// 0, 1, ...
///   holding sum_j (q - M(j))+ + shortage (M(last) - q)+          where unmet demand is lost,
///   sum_j holding (q - G(j))+ + shortage (G(j) - q)+             where it waits, G(j) what is missing in j,
///   + (cost - salvage) (q - demand while it keeps)+              where it perishes,
/// averaged over paths. Stock left at the end is worth what it cost: the next order is smaller by it. Convex in q.
class OrderCost {
 public:
  /// Needs paths of the longest lead time and the cover; `counted` demand is ordered in whole units. Where paths end
  /// before the shelf life does, demand beyond goes on at their mean. Throws ConfigError for paths that are too short.
  OrderCost(const ItemEconomics& item, const StockSituation& now, const DemandPaths& paths, bool counted);

  double expected(double quantity) const;  ///< without the order cost; O(paths * cover)
  /// What the units from `quantity` on to one pack more (or one unit, or a small part of the range) cost more; below
  /// zero: they save.
  double marginal(double quantity) const { return expected(quantity + unit_) - expected(quantity); }
  /// Units missed by the order in the periods that it serves: lost, or waiting at their end.
  double missed(double quantity) const;
  /// The best quantity if any could be ordered and ordering cost nothing, to a part in 16,384 of the most that may be
  /// missing.
  double wish() const;
  /// The best quantity that can be ordered: packs, minimum, order cost; 0 when none saves its order cost.
  double best() const;
  /// best() in parts of falling saving a unit, the order cost in the first: what a limit chooses from. At most
  /// about 64.
  std::vector<OrderStep> steps() const;
  double unit() const { return unit_; }  ///< quantities are multiples of it

 private:
  void follow(const StockSituation& now, std::span<const float> path, int lead, std::size_t place);
  double unconstrained() const;
  double slope(double quantity) const;
  double most_missing() const;

  const ItemEconomics& item_;
  std::size_t paths_ = 0, cover_;
  double unit_ = 1;
  std::vector<float> missing_;   ///< [path, period of the cover]: M(j), or G(j)
  std::vector<float> kept_for_;  ///< [path] demand while it keeps, empty where it does not perish
  double always_held_ = 0;       ///< unit-periods held whatever is ordered, an average
};

/// The lead time that path p of `count` has: lead times share out the paths, which come in no order.
int lead_time_of_path(const LeadTime& lead, std::size_t path, std::size_t count);

/// Periods that paths must have for an order of `item`, and those that they had better have: to the end of what
/// perishes.
int steps_needed(const ItemEconomics& item);
int steps_wanted(const ItemEconomics& item);

/// Demand over lead time and cover: sums over paths, mixed over lead times.
SampledDemand protected_demand(const ItemEconomics& item, const DemandPaths& paths);

/// The base stock's order: up to the critical quantile of protected demand, in what can be ordered.
double base_stock_order(const ItemEconomics& item, const StockSituation& now, const DemandPaths& paths);

}  // namespace demandcast
