// What each rule of a model that sends series to others was worth: its expert beside the default and other models.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/evaluation/evaluation.h"
#include "demandcast/evaluation/paired_bootstrap.h"
#include "demandcast/evaluation/segments.h"

namespace demandcast {

/// The dimension of the groups of metrics that are the rules of `router`.
std::string rule_dimension(const RoutedModel& router);

/// Pairs by the rule that served them, as the router's rows tell; pairs that it did not forecast are of the last group,
/// "not routed".
Segmentation cut_by_rule(const ScoredTable& table, const ScoredPairs& pairs, const RoutedModel& router);

/// Adds to `evaluation` the price of each rule. `models` and `losses` are [model], `group` [pair] as cut_by_rule gives
/// it; metrics by rule are there already. O(draws * pairs *
/// models).
void add_rule_prices(const std::vector<std::string>& models, const ScoredPairs& pairs,
                     const std::vector<PairLosses>& losses, const RoutedModel& router,
                     const std::vector<std::int32_t>& group, int draws, const RunContext& context,
                     Evaluation& evaluation);

}  // namespace demandcast
