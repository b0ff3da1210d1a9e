// Models that send series to others by rules: what a backtest compares their rules with.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "demandcast/evaluation/evaluation.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

/// Adds, for each expert router among `compositions` that lacks it, the composition that all its series would have
/// without rules: its default, within the same wrappers.
void add_defaults_of_routers(const RunConfig& config, const ModelRegistry& registry,
                             std::vector<Composition>& compositions);

/// The expert routers among `compositions`, to which add_defaults_of_routers was done.
std::vector<RoutedModel> routers_of(const RunConfig& config, const ModelRegistry& registry,
                                    std::span<const Composition> compositions);

/// The rules of an expert router as a file has them; "" for other models.
std::string rules_of_model(const RunConfig& config, const ModelRegistry& registry, const Composition& composition);

/// The rules that a model comes with, as a file has them. Throws ConfigError for a model without rules.
std::string built_in_rules(const std::string& model, const ModelRegistry& registry);

/// A sentence for every rule that took no series.
std::vector<std::string> idle_rule_warnings(const std::vector<RulePrice>& rules);
/// The same for the rules of one forecast: how many series each took.
struct RuleCount {
  std::string rule;
  std::size_t series = 0;
};
std::vector<std::string> idle_rule_warnings(const std::string& model, std::span<const RuleCount> rules);

}  // namespace demandcast
