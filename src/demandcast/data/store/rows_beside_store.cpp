// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/rows_beside_store.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "demandcast/core/atomic_directory.h"
#include "demandcast/core/error.h"
#include "demandcast/data/store/row_spill.h"
#include "demandcast/data/store/store_manifest.h"
#include "demandcast/data/table_blocks.h"

namespace demandcast {
namespace fs = std::filesystem;

struct RowsBesideStore::Aside {
  explicit Aside(const PackedStore& of) : store(of), folder(fs::temp_directory_path() / "demandcast-rows") {}

  const PackedStore& store;
  AtomicDirectory folder;  ///< never committed
  std::optional<RowSpill> spill;
  std::vector<std::uint64_t> first_hashes;  ///< [part]
  std::vector<std::string> columns;
  TableKinds kinds;
  std::vector<std::size_t> first_part;  ///< [shard + 1]
  std::size_t rows = 0;
};

namespace {

constexpr std::size_t kSpillMemory = std::size_t{64} << 20, kMostParts = 4096;

/// The first hash of every part: as many parts of each shard, of equal ranges, as its share of the rows asks for.
std::vector<std::uint64_t> part_hashes(const StoreManifest& manifest, std::size_t rows, std::size_t most_rows,
                                       std::vector<std::size_t>& first_part) {
  const double series = static_cast<double>(std::max<std::size_t>(1, manifest.summary.series));
  std::vector<std::uint64_t> hashes;
  first_part.assign(1, 0);
  for (std::size_t i = 0; i < manifest.shards.size(); ++i) {
    const ShardStamp& shard = manifest.shards[i];
    const double share = static_cast<double>(rows) * static_cast<double>(shard.series) / series;
    const auto parts = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(share / static_cast<double>(most_rows)) + 1,
                                                 1, std::max<std::uint64_t>(1, kMostParts / manifest.shards.size()));
    const std::uint64_t next = i + 1 < manifest.shards.size() ? manifest.shards[i + 1].first_hash : 0;
    for (const std::uint64_t hash : equal_ranges(shard.first_hash, next, parts)) hashes.push_back(hash);
    first_part.push_back(hashes.size());
  }
  return hashes;
}

std::string id_column_of(const Table& rows, const std::vector<std::string>& names, const std::string& path) {
  for (const std::string& name : names) {
    if (rows.find(name)) return name;
  }
  throw DataError(fmt::format("\"{}\": no column \"{}\"; the columns are: {}", path, fmt::join(names, "\" or \""),
                              fmt::join(rows.column_names(), ", ")));
}

}  // namespace

RowsBesideStore::RowsBesideStore(const PackedStore& store, const std::string& path,
                                 const std::vector<std::string>& id_columns, std::size_t most_rows,
                                 const RunContext& context) {
  context.progress->start("reading " + path, 0);
  const auto blocks = open_table_blocks(path, {}, id_columns, nullptr);
  aside_ = std::make_unique<Aside>(store);
  aside_->first_hashes = part_hashes(store.manifest(), blocks->row_estimate(), most_rows, aside_->first_part);
  aside_->spill.emplace(aside_->folder.path(), aside_->first_hashes, kSpillMemory);
  std::string id;
  context.progress->start("reading " + path, blocks->row_estimate(), "rows");
  while (auto block = blocks->next()) {
    if (context.stop.stop_requested()) throw Interrupted("stopped; nothing was written");
    if (id.empty()) {
      id = id_column_of(block->rows, id_columns, path);
      aside_->columns = block->rows.column_names();
    }
    aside_->kinds.add(*block);
    aside_->spill->add(block->rows, id, static_cast<std::int64_t>(aside_->rows), false);
    aside_->rows += block->rows.row_count();
    context.progress->advance(block->rows.row_count());
  }
  context.progress->finish();
}

RowsBesideStore::~RowsBesideStore() = default;

std::size_t RowsBesideStore::row_count() const { return aside_->rows; }

void RowsBesideStore::visit(const std::function<void(const Panel& part, const Table& rows)>& visit) const {
  const StoreManifest& manifest = aside_->store.manifest();
  const StoredColumns& columns = manifest.columns;
  for (std::size_t shard = 0; shard < manifest.shards.size(); ++shard) {
    const std::size_t begin = aside_->first_part[shard], end = aside_->first_part[shard + 1];
    const ToldPanel told = read_told(manifest.shards[shard], aside_->store.directory(), columns);
    const auto places = places_by_hash(told.ids, {aside_->first_hashes.begin() + static_cast<std::ptrdiff_t>(begin),
                                                  aside_->first_hashes.begin() + static_cast<std::ptrdiff_t>(end)});
    for (std::size_t part = begin; part < end; ++part) {
      if (aside_->spill->row_count(part) == 0) continue;
      const Panel panel =
          panel_of(chosen_series(told, places[part - begin]), columns.frequency, columns.newest, columns.fill);
      visit(panel, aside_->spill->read(part, aside_->columns, aside_->kinds));
    }
  }
}

}  // namespace demandcast
