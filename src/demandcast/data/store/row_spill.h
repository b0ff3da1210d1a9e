// Rows put aside on disk by the hash of their series' id; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "demandcast/data/assemble_panel.h"
#include "demandcast/data/store/spill_bytes.h"

namespace demandcast {

/// Temporary files in a folder, one for each range of hashes. All rows of a series come into one of them, in the order
/// of their file; those without an id into the first.
class RowSpill {
 public:
  /// A partition for each of `first_hashes`, which rise from 0: it holds the ids from there to before the next. What is
  /// held in memory before it is written stays below `memory` bytes.
  RowSpill(std::filesystem::path folder, std::vector<std::uint64_t> first_hashes, std::size_t memory);

  /// Throws WriteError when the disk does not take them.
  void add(const Table& rows, const std::string& id_column, std::int64_t first_row, bool plans);
  std::uint64_t first_hash(std::size_t partition) const { return first_hashes_[partition]; }
  std::size_t partition_count() const { return partitions_.size(); }
  std::size_t row_count(std::size_t partition) const { return partitions_[partition].rows; }
  /// The rows of partitions `begin` to before `end`, which are gone afterwards. From any thread, others elsewhere.
  RowsOfPart take(std::size_t begin, std::size_t end, const std::vector<std::string>& columns, const TableKinds& kinds);
  /// The rows of one partition, which stay.
  Table read(std::size_t partition, const std::vector<std::string>& columns, const TableKinds& kinds) const;

 private:
  struct Partition {
    std::string bytes;  ///< not yet written
    std::size_t rows = 0;
    bool on_disk = false;
  };
  std::filesystem::path file_of(std::size_t partition) const;
  void flush(std::size_t partition);
  std::string bytes_on_disk(std::size_t partition) const;
  std::string take_bytes(std::size_t partition);

  std::filesystem::path folder_;
  std::vector<std::uint64_t> first_hashes_;  ///< [partition]
  std::size_t buffer_;                       ///< bytes of a partition before they are written
  std::vector<Partition> partitions_;
};

/// The first hashes of so many ranges of equal size, from `first` to before `next`; 0 there is after the last hash.
std::vector<std::uint64_t> equal_ranges(std::uint64_t first, std::uint64_t next, std::uint64_t count);

/// [range] the places of the ids that lie in it, rising.
std::vector<std::vector<std::size_t>> places_by_hash(const std::vector<std::string>& ids,
                                                     const std::vector<std::uint64_t>& first_hashes);

/// The first hashes of 2^bits ranges of equal size.
std::vector<std::uint64_t> even_ranges(int bits);

}  // namespace demandcast
