// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/row_spill.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <numeric>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"

namespace demandcast {

std::vector<std::uint64_t> equal_ranges(std::uint64_t first, std::uint64_t next, std::uint64_t count) {
  const std::uint64_t width = next - first;  // 0: all hashes
  const std::uint64_t step = (width == 0 ? ~std::uint64_t{0} : width) / count;
  std::vector<std::uint64_t> hashes;
  for (std::uint64_t range = 0; range < count; ++range) hashes.push_back(first + range * step);
  return hashes;
}

std::vector<std::vector<std::size_t>> places_by_hash(const std::vector<std::string>& ids,
                                                     const std::vector<std::uint64_t>& first_hashes) {
  std::vector<std::vector<std::size_t>> places(first_hashes.size());
  for (std::size_t id = 0; id < ids.size(); ++id) {
    const auto next = std::ranges::upper_bound(first_hashes, hash_of(ids[id])) - first_hashes.begin();
    places[static_cast<std::size_t>(std::max<std::ptrdiff_t>(next, 1) - 1)].push_back(id);
  }
  return places;
}

std::vector<std::uint64_t> even_ranges(int bits) {
  std::vector<std::uint64_t> first(std::size_t{1} << bits);
  for (std::uint64_t range = 1; range < first.size(); ++range) first[range] = range << (64 - bits);
  return first;
}

RowSpill::RowSpill(std::filesystem::path folder, std::vector<std::uint64_t> first_hashes, std::size_t memory)
    : folder_(std::move(folder)),
      first_hashes_(std::move(first_hashes)),
      buffer_(std::clamp<std::size_t>(memory / first_hashes_.size(), 1 << 12, 1 << 20)),
      partitions_(first_hashes_.size()) {}

std::filesystem::path RowSpill::file_of(std::size_t partition) const {
  return folder_ / fmt::format("rows-{:05}", partition);
}

void RowSpill::add(const Table& rows, const std::string& id_column, std::int64_t first_row, bool plans) {
  const auto& ids = std::get<TextColumn>(rows.find(id_column)->values);
  std::vector<std::uint32_t> partition_of_word;
  partition_of_word.reserve(ids.dictionary.size());
  for (const std::string& id : ids.dictionary) {
    const auto next = std::ranges::upper_bound(first_hashes_, hash_of(id));
    partition_of_word.push_back(static_cast<std::uint32_t>(next - first_hashes_.begin() - 1));
  }
  std::vector<std::uint32_t> begin(partitions_.size() + 1), order(ids.codes.size());
  const auto partition_of = [&](std::int32_t code) {
    return code < 0 ? 0U : partition_of_word[static_cast<std::size_t>(code)];
  };
  for (const std::int32_t code : ids.codes) ++begin[partition_of(code) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  for (std::uint32_t row = 0; row < ids.codes.size(); ++row) order[next[partition_of(ids.codes[row])]++] = row;

  ChunkWriter writer(rows, first_row, plans);
  for (std::size_t p = 0; p < partitions_.size(); ++p) {
    const std::size_t count = begin[p + 1] - begin[p];
    if (count == 0) continue;
    writer.append(std::span(order).subspan(begin[p], count), partitions_[p].bytes);
    partitions_[p].rows += count;
    if (partitions_[p].bytes.size() >= buffer_) flush(p);
  }
}

void RowSpill::flush(std::size_t partition) {
  Partition& rows = partitions_[partition];
  errno = 0;
  std::ofstream out(file_of(partition), std::ios::binary | std::ios::app);
  out.write(rows.bytes.data(), static_cast<std::streamsize>(rows.bytes.size()));
  out.close();
  if (!out) {
    throw WriteError(fmt::format("cannot put rows aside in \"{}\": {}; nothing was written", folder_.string(),
                                 errno != 0 ? std::strerror(errno) : "the disk did not take it all"));
  }
  rows.on_disk = true;
  rows.bytes.clear();
}

std::string RowSpill::bytes_on_disk(std::size_t partition) const {
  std::string bytes;
  if (!partitions_[partition].on_disk) return bytes;
  std::ifstream in(file_of(partition), std::ios::binary | std::ios::ate);
  bytes.resize(static_cast<std::size_t>(std::max<std::streamoff>(0, in.tellg())));
  in.seekg(0);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) throw FormatError(fmt::format("rows put aside in \"{}\" cannot be read back", folder_.string()));
  return bytes;
}

std::string RowSpill::take_bytes(std::size_t partition) {
  Partition& rows = partitions_[partition];
  std::string bytes = bytes_on_disk(partition);
  bytes += rows.bytes;
  rows.bytes = {};
  std::error_code ignored;
  if (rows.on_disk) std::filesystem::remove(file_of(partition), ignored);
  return bytes;
}

Table RowSpill::read(std::size_t partition, const std::vector<std::string>& columns, const TableKinds& kinds) const {
  ChunkReader reader(columns, kinds);
  reader.add(bytes_on_disk(partition), false);
  reader.add(partitions_[partition].bytes, false);
  return reader.take_table();
}

RowsOfPart RowSpill::take(std::size_t begin, std::size_t end, const std::vector<std::string>& columns,
                          const TableKinds& kinds) {
  ChunkReader reader(columns, kinds);
  std::vector<std::string> bytes;
  for (std::size_t p = begin; p < end; ++p) bytes.push_back(take_bytes(p));
  for (const std::string& rows : bytes) reader.add(rows, false);
  RowsOfPart part;
  part.numbers.plan_begin = reader.row_count();
  part.known_ids = reader.id_count();
  for (const std::string& rows : bytes) reader.add(rows, true);
  part.table = reader.take_table();
  part.numbers.in_file = reader.take_row_numbers();
  return part;
}

}  // namespace demandcast
