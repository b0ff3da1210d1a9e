// What a replay of past periods stands on: data, items, and the configuration that fits them. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/pipeline/path_model.h"
#include "demandcast/pipeline/simulate_policies.h"

namespace demandcast {

struct ReplayInput {
  LoadedData data;
  ItemCatalogue catalogue;
  RunConfig run;  ///< with the horizon that the items need
};

/// Throws ConfigError and DataError with every mistake that shows before the work.
ReplayInput read_replay_input(const SimulateConfig& config, const ModelRegistry& registry, const RunContext& context);

/// What a reader must know of the items.
std::vector<std::string> replay_notes(const SimulateConfig& config, const ItemCatalogue& catalogue);

}  // namespace demandcast
