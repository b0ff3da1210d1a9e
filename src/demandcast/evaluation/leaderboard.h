// The order of models, and which of their differences are clear. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/evaluation/evaluation.h"
#include "demandcast/evaluation/paired_bootstrap.h"

namespace demandcast {

/// wql, or wql_all where a decile is missing.
double leading_loss(const Metrics& metrics);

ModelDifference named_difference(const RelativeDifference& difference, const std::string& model,
                                 const std::string& reference);

/// Indices of the models, best first; those without a loss last, equals in the order of the table.
std::vector<std::size_t> order_by_loss(const std::vector<GroupMetrics>& overall);

/// Fills leaderboard, costs, reference and the overall groups. `overall` is [model], `order` from order_by_loss.
void add_leaderboard(std::vector<GroupMetrics> overall, const std::vector<std::size_t>& order,
                     const std::vector<ModelCost>& costs, Evaluation& evaluation);

/// Fills to_reference and to_best. `names` and `losses` are [model].
void add_differences(const std::vector<std::string>& names, const ScoredPairs& pairs,
                     const std::vector<PairLosses>& losses, const std::vector<std::size_t>& order, int draws,
                     const RunContext& context, Evaluation& evaluation);

}  // namespace demandcast
