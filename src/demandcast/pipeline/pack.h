// pack: data into a store.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/store/pack_store.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

/// Packs config.data into the directory config.output, within config.memory (2 GB where none is given). Throws
/// DataError with every error found; otherwise as pack_store does.
PackResult run_pack(const RunConfig& config, const RunContext& context);

}  // namespace demandcast
