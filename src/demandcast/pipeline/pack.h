// pack: data into a store, or into one that is there; a store anew.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/store/pack_store.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

/// Packs config.data into the directory config.output, within config.memory (2 GB where none is given). With
/// config.append it is appended to the store that is there; where config.data is a store itself, that is written anew.
/// Throws DataError with every error found; otherwise as pack_store, append_store and rewrite_store do.
PackResult run_pack(const RunConfig& config, const RunContext& context);

}  // namespace demandcast
