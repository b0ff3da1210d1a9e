// The stock of every series under every model and policy, while periods are replayed; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/buying/simulated_totals.h"
#include "demandcast/pipeline/replay_policies.h"
#include "demandcast/pipeline/simulate_policies.h"

namespace demandcast {

/// What one series meets in one period, whatever the policy.
struct SeriesPeriod {
  std::size_t series = 0, period = 0;
  double demand = 0;
  int lead_time = 0;                  ///< of what is ordered now
  const SeriesView* known = nullptr;  ///< what is known before the period
};

/// One policy under one model: a state for each series and what came of it. Series may be worked on at the same time.
class PolicyBook {
 public:
  /// `policy` and `items` outlive the book.
  PolicyBook(const NamedPolicy& policy, std::span<const ItemEconomics> items, std::size_t periods);

  /// `units` on hand before the first period.
  void start(std::size_t series, double units);
  void replay(const SeriesPeriod& now, const DemandPaths& paths);

  const NamedPolicy& policy() const { return *policy_; }
  /// [series] why a learned policy ordered as the myopic rule does, the first time that it did.
  const std::vector<std::optional<FeatureOutside>>& outside() const { return outside_; }
  const std::vector<SimulatedTotals>& series() const { return totals_; }
  /// What one series went through; `demand` is left empty.
  SeriesCourse course(std::size_t series) const;
  /// [period] money of all series.
  std::vector<SimulatedMoney> period_money() const;

 private:
  struct Series {
    StockState state;
    int since_start = 0;
  };
  const NamedPolicy* policy_;
  std::span<const ItemEconomics> items_;
  std::size_t periods_;
  std::vector<Series> series_;
  std::vector<SimulatedTotals> totals_;
  std::vector<std::optional<FeatureOutside>> outside_;
  std::vector<float> held_, missed_, wasted_, ordered_;  ///< [series, period] units; NaN in held_: does not count
};

}  // namespace demandcast
