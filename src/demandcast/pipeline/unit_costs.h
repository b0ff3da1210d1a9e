// What a unit too many and a unit too few cost, for metrics in money.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/panel.h"
#include "demandcast/evaluation/scored_table.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

/// Whether metrics in money are asked for: a table of items, or defaults.
bool judges_money(const RunConfig& config);

/// [id] of one period, as though it were bought for by itself: lead time, review period, packs and stock do not enter
/// (a replay knows them). Ids that the panel lacks, whose rows have no truth, get costs of nothing in particular. Empty
/// where metrics in money are not asked for. Throws as read_items does.
std::vector<UnitCosts> unit_costs_of(const RunConfig& config, const std::vector<std::string>& ids, const Panel& panel);

/// How many series of a table want a quantile beyond its outermost levels, and how far the farthest lies.
struct CriticalRatios {
  std::size_t beyond = 0;
  double lowest = 1, highest = 0;  ///< of those

  void add(const ScoredTable& table);
  /// For the reader; empty where none is beyond.
  std::string note(const std::vector<double>& levels) const;
};

}  // namespace demandcast
