// Metrics of every model in every group of one dimension. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "demandcast/evaluation/evaluation.h"
#include "demandcast/evaluation/scored_pairs.h"

namespace demandcast {

/// Groups of scored rows.
struct Dimension {
  std::string name;
  std::vector<std::string> groups;  ///< in natural order
  std::function<std::size_t(std::size_t row)> group_of;
};

/// [model] over all its rows, in the order of the table.
std::vector<GroupMetrics> overall_metrics(const ScoredTable& table, const ScoredPairs& pairs,
                                          const RunContext& context);

/// By horizon (steps 1, 2, ... from the cutoff) and by cutoff.
Dimension horizon_dimension(const ScoredTable& table, const ScoredPairs& pairs);
Dimension cutoff_dimension(const ScoredPairs& pairs, const Frequency& frequency);

/// Appends [group][model], groups without any row left out; `models` are indices in the order wanted.
void append_group_metrics(const ScoredTable& table, const ScoredPairs& pairs, const Dimension& dimension,
                          const std::vector<std::size_t>& models, const RunContext& context,
                          std::vector<GroupMetrics>& groups);

}  // namespace demandcast
