// How many partitions rows are put aside in, and which of them make a shard; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <utility>
#include <vector>

#include "demandcast/data/store/pack_store.h"

namespace demandcast {

/// What packing takes, told before it is taken.
class PackPlan {
 public:
  /// Throws ConfigError where `memory` is too little for anything.
  PackPlan(const PackOptions& options, std::size_t columns, std::size_t row_estimate);

  int partition_bits() const;
  std::size_t spill_memory() const { return memory_ / 16; }
  /// Throws WriteError where the disk of `folder` has surely no room for the rows.
  void check_disk(const std::filesystem::path& folder) const;
  /// Runs of partitions, begin and end, that make a shard each: at most the rows and, about, the series allowed,
  /// at least one partition. Throws ConfigError where the rows of one partition do not fit into memory.
  std::vector<std::pair<std::size_t, std::size_t>> shards(const std::vector<std::size_t>& rows_of_partition,
                                                          double series_estimate) const;
  /// How many shards that hold so many cells, with so many rows to come, may be built and read at once. Throws
  /// ConfigError where not even one fits.
  int workers(std::size_t most_cells, std::size_t most_rows, int threads) const;
  /// How many of them may be built at once.
  int workers(const std::vector<std::size_t>& rows_of_partition,
              const std::vector<std::pair<std::size_t, std::size_t>>& shards, int threads) const;

 private:
  std::size_t build_bytes(std::size_t rows) const { return rows * (100 + 20 * columns_); }
  std::size_t build_memory() const;

  std::size_t memory_, rows_of_shard_, series_of_shard_, columns_, row_estimate_;
};

}  // namespace demandcast
