// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/rewrite_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "demandcast/core/atomic_directory.h"
#include "demandcast/core/directory_lock.h"
#include "demandcast/core/error.h"
#include "demandcast/data/store/merge_told.h"
#include "demandcast/data/store/row_spill.h"
#include "demandcast/data/store/store_manifest.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

/// The first hashes of the parts that a shard is put into: as many, of equal ranges, as keep them within bounds.
std::vector<std::uint64_t> parts_of(const ToldPanel& told, std::uint64_t first, std::uint64_t next,
                                    const PackOptions& options) {
  constexpr double kSlack = 1.25;  // packing keeps its bounds about as well
  const double share = std::max(static_cast<double>(told.series_count()) / static_cast<double>(options.series_of_shard),
                                static_cast<double>(told.target.size()) / static_cast<double>(options.rows_of_shard));
  const auto parts = share <= kSlack ? std::uint64_t{1} : static_cast<std::uint64_t>(share) + 1;
  return equal_ranges(first, next, parts);
}

class Rewriter {
 public:
  Rewriter(const PackedStore& store, const fs::path& destination, const PackOptions& options)
      : store_(store), options_(options), directory_(checked_place(destination)), manifest_(store.manifest()) {
    std::error_code ignored;
    if (fs::equivalent(store.directory(), destination, ignored)) lock_.emplace(store.directory());
  }

  StoreSummary run(const RunContext& context) {
    const std::vector<ShardStamp> shards = std::move(manifest_.shards);
    manifest_.shards.clear();
    context.progress->start("writing the store anew", shards.size(), "shards");
    for (std::size_t i = 0; i < shards.size(); ++i) {
      if (context.stop.stop_requested()) throw Interrupted("stopped; nothing was written");
      add(read_told(shards[i], store_.directory(), manifest_.columns), shards[i].first_hash,
          i + 1 < shards.size() ? shards[i + 1].first_hash : 0);
      context.progress->advance(1);
    }
    context.progress->finish();
    manifest_.summary.appended = 0;
    write_manifest(manifest_, directory_.path());
    directory_.commit();
    return manifest_.summary;
  }

 private:
  void add(ToldPanel told, std::uint64_t first, std::uint64_t next) {
    const std::vector<std::uint64_t> hashes = parts_of(told, first, next, options_);
    if (hashes.size() == 1) return write(std::move(told), first);
    const auto places = places_by_hash(told.ids, hashes);
    for (std::size_t part = 0; part < hashes.size(); ++part) write(chosen_series(told, places[part]), hashes[part]);
  }

  void write(ToldPanel told, std::uint64_t first_hash) {
    for (StaticColumn& column : told.statics) drop_unused_categories(column);
    ShardStamp& shard = manifest_.shards.emplace_back();
    shard.first_hash = first_hash;
    shard.series = told.series_count();
    for (std::size_t i = 0; i < shard.series; ++i) shard.cells += cells_until(told, i, manifest_.summary.newest);
    shard.file = write_told(told, directory_.path(), fmt::format("shard-{:05}.bin", manifest_.shards.size() - 1));
  }

  const PackedStore& store_;
  const PackOptions& options_;
  std::optional<DirectoryLock> lock_;
  AtomicDirectory directory_;
  StoreManifest manifest_;
};

}  // namespace

StoreSummary rewrite_store(const PackedStore& store, const fs::path& destination, const PackOptions& options,
                           const RunContext& context) {
  if (store.summary().format_version != StoreSummary::kFormatVersion) {
    throw ConfigError(fmt::format("\"{}\" is a store of format version {}; pack the data that it was made of",
                                  store.directory().string(), store.summary().format_version));
  }
  return Rewriter(store, destination, options).run(context);
}

}  // namespace demandcast
