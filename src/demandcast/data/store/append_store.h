// New periods, new series and late corrections put into a store that is there.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/store/pack_store.h"

namespace demandcast {

/// Adds the rows of `rows` (path, future_path, statics_path, date order; roles are the store's) to the store. A row
/// counts as if it had been packed with the others; of an id and date that the store holds (with `known_at`: an id, a
/// date and that), what the row gives replaces what was there and what it leaves empty stays. New files lie beside the
/// old ones, which stay as they are; only a shard whose additions have grown to a quarter of it, or to 32, is written
/// anew. The new manifest comes last: a process that is killed leaves the store as it was. The report tells the rows'
/// faults, and the warnings of the whole store as it then is. Without `store` in the result nothing was changed. Throws
/// as pack_store does; ConfigError where there is no store, or one of an older format; WriteError where another process
/// appends.
PackResult append_store(const DataSource& rows, const std::filesystem::path& store, const PackOptions& options,
                        const RunContext& context);

}  // namespace demandcast
