// Training of the policies of a serial system.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/policy/policy_training.h"
#include "demandcast/policy/serial_block.h"

namespace demandcast {

/// Parameters of each stage's network.
using SerialParameters = std::vector<std::vector<float>>;

struct SerialTrainingResult {
  SerialParameters best;  ///< of the best look at other luck
  int steps = 0;
  std::vector<TrainingLook> looks;
};

/// From a base stock of echelons, all levels as many deviations above mean demand as cost least, by derivatives through
/// whole episodes. The same at any number of
/// threads. Throws ConfigError for a plan that makes no sense.
SerialTrainingResult train_serial(const TrainingPlan& plan, const SerialScenario& scenario, const ValidationPlan& check,
                                  const RunContext& context);

/// Mean cost an episode and period over episodes 0, 1, ... of a seed.
EpisodeCost serial_cost(const SerialScenario& scenario, const ValidationPlan& plan, std::size_t hidden,
                        const SerialParameters& parameters, std::uint64_t seed, const RunContext& context);

}  // namespace demandcast
