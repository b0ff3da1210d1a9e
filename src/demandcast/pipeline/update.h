// update: a learned network goes on learning, and is taken when it got no worse.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/updatable.h"
#include "demandcast/pipeline/fit.h"
#include "demandcast/pipeline/update_gate.h"

namespace demandcast {

struct UpdateQuestion {
  UpdateOptions options;
  double tolerance = 0.02;  ///< by how much, as a share, a window's wQL may be worse
  bool learn_all = false;   ///< whether, once the gate is passed, the same is done on all data, judges included
};

struct UpdateResult {
  ModelManifest manifest;  ///< of the model as updated
  ReadReport report;
  UpdateGate gate;
  bool taken = false;               ///< whether it was written
  std::vector<std::string> layers;  ///< those that could change, where not all could
  bool resumed = false;
};

/// Loads the model directory that config.models names, goes on from it on the data but their newest horizon, judges
/// both (judge_update) and, where the gate is passed, writes the new one to config.output, or with learn_all one that
/// was made of the same model in the same way on all data, which nothing judges; otherwise nothing is written or
/// replaced. Roles of columns are the model's where none are given. Training that was ended goes on as in run_fit, and
/// several processes share it as there. Throws ConfigError where that is no directory of a model, where the model
/// cannot go on learning, and for options out of range; DataError where the data end before the model's, are those that
/// it has learnt, or are too short.
UpdateResult run_update(RunConfig config, const UpdateQuestion& question, const ModelRegistry& registry,
                        const RunContext& context);

std::string to_json(const UpdateResult& result, const std::string& directory);  ///< demandcast.update/1

}  // namespace demandcast
