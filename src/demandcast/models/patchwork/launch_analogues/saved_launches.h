// What was learnt of launches, on its way to disk and back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/artifact.h"
#include "demandcast/models/patchwork/launch_analogues/launch_analogues_options.h"
#include "demandcast/models/patchwork/launch_analogues/launch_catalogue.h"

namespace demandcast {

/// Writes the pools of categories (saved_pools.h) and, under names that begin with "launch_", "trait_" and "season_",
/// the rest; curves and numbers of traits in single precision, as they are in memory.
void save_launches(const LaunchFacts& facts, ArtifactWriter& writer);
/// Undoes it. Throws FormatError where an array is missing or makes no sense.
LaunchFacts load_launches(const LaunchAnaloguesOptions& options, const ArtifactReader& reader);

}  // namespace demandcast
