// route --learn: rules for the expert router from past backtests.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/patchwork/expert_router/rules.h"

namespace demandcast {

struct LearnRulesConfig {
  std::vector<std::string> backtests;  ///< folders that a backtest wrote
  std::vector<std::string> by;  ///< facts and statics that part segments, all at once; empty = the best one of all
  std::string default_model;    ///< composition; empty = the best one overall
  std::string output;           ///< file of rules
};

/// A rule that was learnt, with what it was learnt from.
struct LearntRule {
  std::string name, model;
  double wql = 0, default_wql = 0;            ///< on the rule's pairs
  double value_added = 0, low = 0, high = 0;  ///< over the default; 95 % for all comparisons made
  std::size_t series = 0, pairs = 0;
};

struct LearntRules {
  RuleSet rules;
  std::vector<LearntRule> learnt;   ///< [rule]
  std::vector<std::string> models;  ///< compositions that were compared
  std::vector<std::string> parted_by;
  std::size_t pairs = 0, series = 0, comparisons = 0;
  double wql = 0, default_wql = 0;  ///< over all pairs, with the rules and with the default alone
};

/// Joins the pairs.parquet of the backtests by series and cutoff, parts the pairs into segments, and writes a rule for
/// each segment in which another model is better than the default by more than noise, all comparisons counted
/// (best_model.h). Numbers of more than 12 values are parted at their quartiles; segments of fewer than 10 series
/// are left to the default, and those of which one cutoff of several holds more than two thirds: where all series began
/// together, their age is the cutoff by another name. Without `by`, every fact and every static of at most 50 values is
/// tried alone, and that one is taken whose rules save most. Writes config.output.
/// Throws ConfigError (a folder that no backtest wrote, an unknown fact or model), FormatError (an older backtest),
/// DataError (no forecasts in common).
LearntRules learn_rules(const LearnRulesConfig& config, const ModelRegistry& registry, const RunContext& context);

std::string to_json(const LearntRules& result, const std::string& output);  ///< demandcast.route/1

}  // namespace demandcast
