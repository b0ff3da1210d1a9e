// From a retailer's file, rows in any order, to a packed store, within bounded memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>

#include "demandcast/core/run_context.h"
#include "demandcast/data/store/packed_store.h"

namespace demandcast {

struct PackOptions {
  /// Bytes that packing may take. A table of statics is held besides, and stdin.
  std::size_t memory = std::size_t{2} << 30;
  std::size_t rows_of_shard = 4'000'000;  ///< at most, about
  std::size_t series_of_shard = 100'000;  ///< likewise
};

struct PackResult {
  ReadReport report;                  ///< the faults that read_panel finds; places in order of shards
  std::optional<StoreSummary> store;  ///< absent when there are errors: then nothing was written
  std::size_t shards = 0;
};

/// The place where a store is to be: throws ConfigError unless it is free, or holds a store that may be replaced.
std::filesystem::path checked_place(const std::filesystem::path& destination);

/// Reads the source once (CSV: two or more times, until the kinds of its columns are settled), puts its rows aside by
/// hash of the id, then checks and builds shard by shard what read_panel builds at once. Shards hold about 100,000
/// series at most. The store appears whole or not at all; one that is there is
/// replaced. The same data give the same bytes at any number of threads; little memory makes smaller shards.
/// Throws as read_panel does; ConfigError where memory does not suffice, WriteError where the disk does not.
PackResult pack_store(const DataSource& source, const std::filesystem::path& destination, const PackOptions& options,
                      const RunContext& context);

}  // namespace demandcast
