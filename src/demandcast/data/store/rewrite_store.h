// A store to which rows were appended, put in order again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/store/pack_store.h"

namespace demandcast {

/// Writes the store anew as `destination`, which may be its own place, each shard in one file; shards that have grown
/// beyond what packing makes are parted. One shard is in memory at a time. Throws as pack_store does, and ConfigError
/// for a store of an older format.
StoreSummary rewrite_store(const PackedStore& store, const std::filesystem::path& destination,
                           const PackOptions& options, const RunContext& context);

}  // namespace demandcast
