// policy: a policy trained on the past periods of a catalogue, with forecasts as of each.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/pipeline/simulate_policies.h"
#include "demandcast/policy/policy_insight.h"
#include "demandcast/policy/storage_price.h"

namespace demandcast {

struct TrainPolicyConfig {
  SimulateConfig replay;          ///< its policies do not matter; output is the policy's directory
  int validation = 0;             ///< of the periods replayed, the newest: they decide; 0: a quarter
  TrainingPlan training;          ///< its episode is found from lead times
  std::vector<std::string> told;  ///< facts besides forecast and economics: "calendar", statics, planned columns
  StoragePrices storage_prices;   ///< of space, under which it is trained besides none
  bool looks_inside = false;      ///< whether the result tells what the policy does
};

struct TrainPolicyResult {
  ReadReport report;
  std::string model, first, validated_from, last;  ///< dates of the periods replayed
  std::size_t series = 0, trained_series = 0, validated_series = 0;
  double rule_cost = 0;  ///< a series and period of the validation periods that count
  double learned_cost = 0;
  int steps = 0;
  bool resumed = false;
  std::vector<TrainingLook> looks;
  PolicyInsight insight;         ///< empty where it was not asked for
  std::vector<std::string> ids;  ///< [series]
  std::string currency, period_word;
  std::vector<std::string> dates;  ///< [period replayed]
  std::vector<std::string> notes;
  std::string output;
};

/// Replays the newest periods but those left out, records what was forecast as of each, trains, and saves at each look,
/// so that the same command goes on where an earlier one was stopped. The same at any number of threads. Throws
/// ConfigError and DataError with every mistake that shows before the work; DataError when lead times are as long as
/// the periods to learn from.
TrainPolicyResult train_policy(const TrainPolicyConfig& config, const ModelRegistry& registry,
                               const RunContext& context);

std::string to_json(const TrainPolicyResult& result);  ///< demandcast.policy_training/1

}  // namespace demandcast
