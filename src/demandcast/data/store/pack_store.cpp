// Two passes: all rows aside by hash of the id, then shard after shard checked and built.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/pack_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "demandcast/core/atomic_directory.h"
#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/core/version.h"
#include "demandcast/data/missing_roles.h"
#include "demandcast/data/store/array_file.h"
#include "demandcast/data/store/pack_plan.h"
#include "demandcast/data/store/row_spill.h"
#include "demandcast/data/store/store_manifest.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

/// Throws unless the place is free, or holds a store that may be replaced.
fs::path checked_place(const fs::path& destination) {
  std::error_code ignored;
  const bool free = !fs::exists(destination, ignored) ||
                    (fs::is_directory(destination, ignored) && fs::is_empty(destination, ignored));
  if (free || is_packed_store(destination)) return destination;
  throw ConfigError(fmt::format("\"{}\" is there and holds no store; name another directory", destination.string()));
}

using Shards = std::vector<std::pair<std::size_t, std::size_t>>;

class Packer {
 public:
  Packer(const DataSource& source, const fs::path& destination, const PackOptions& options, const RunContext& context)
      : source_(source), options_(options), context_(context), directory_(checked_place(destination)), scan_(source) {
    if (!source.statics_path.empty()) statics_ = std::make_unique<const StaticsTable>(source);
    columns_ = wanted_columns(source, statics_ ? statics_->names() : std::vector<std::string>{});
  }

  PackResult run() {
    const std::unique_ptr<TableBlocks> blocks = open_rows();
    const PackPlan plan(options_, columns_.size(), blocks->row_estimate());
    plan.check_disk(directory_.path());
    fs::create_directory(spill_folder());
    RowSpill spill(spill_folder(), plan.partition_bits(), plan.spill_memory());
    put_aside(*blocks, spill);
    if (!source_.future_path.empty()) put_plans_aside(spill);

    FaultList general;
    facts_ = scan_.finish(general);
    if (statics_) statics_->note_faults(general);
    for (const std::string& name : unused_) general.add(fault::kUnused, "", [&] { return name; });
    build_shards(spill, plan, general.has_errors());
    return finish(std::move(general));
  }

 private:
  fs::path spill_folder() const { return directory_.path() / "spill"; }

  std::unique_ptr<TableBlocks> open_rows() {
    context_.progress->start("reading " + source_.path, 0);
    try {
      const std::vector<std::string> ids{source_.id};
      auto blocks = open_table_blocks(source_.path, columns_, ids, &unused_);
      std::erase_if(unused_, [&](const auto& name) { return std::ranges::find(columns_, name) != columns_.end(); });
      return blocks;
    } catch (const MissingColumns& missing) {
      throw DataError(missing_roles_text(missing, source_));
    }
  }

  void stop_if_asked() const {
    if (context_.stop.stop_requested()) throw Interrupted("stopped; nothing was written");
  }

  void put_aside(TableBlocks& blocks, RowSpill& spill) {
    context_.progress->start("reading " + source_.path, blocks.row_estimate(), "rows");
    while (auto block = blocks.next()) {
      stop_if_asked();
      in_order(block->rows);
      kinds_.add(*block);
      const std::size_t count = block->rows.row_count();
      scan_.add(block->rows, 0, count);
      spill.add(block->rows, source_.id, static_cast<std::int64_t>(rows_), false);
      rows_ += count;
      context_.progress->advance(count);
    }
    context_.progress->finish();
  }

  /// Folders put their own columns last.
  void in_order(Table& rows) const {
    Table ordered;
    for (const std::string& name : columns_) ordered.columns.push_back(std::move(*rows.find(name)));
    rows = std::move(ordered);
  }

  void put_plans_aside(RowSpill& spill) {
    const std::vector<std::string> ids{source_.id};
    const auto blocks = open_table_blocks(source_.future_path, future_columns(source_), ids, nullptr);
    std::int64_t first = 0;
    while (auto block = blocks->next()) {
      stop_if_asked();
      block->place = source_.future_path;
      block->policy = KindPolicy::kTextForNumbers;
      kinds_.add(*block);
      Table rows;  // with all columns of the data
      for (const std::string& name : columns_) rows.columns.push_back({name, kinds_.empty_column(name)});
      append_rows(rows, block->rows, block->place);
      scan_.add_plans(rows, 0, rows.row_count());
      spill.add(rows, source_.id, first, true);
      first += static_cast<std::int64_t>(rows.row_count());
    }
  }

  void build_shards(RowSpill& spill, const PackPlan& plan, bool has_errors) {
    std::vector<std::size_t> rows;
    for (std::size_t p = 0; p < spill.partition_count(); ++p) rows.push_back(spill.row_count(p));
    if (rows_ == 0) return;
    const Shards shards = plan.shards(rows, scan_.series_estimate());
    findings_.resize(shards.size());
    stamps_.resize(shards.size());
    columns_of_.resize(shards.size());
    RunContext context = context_;
    context.threads = plan.workers(rows, shards, context_.threads);
    std::atomic<bool> rejected{has_errors};
    context_.progress->start("packing", shards.size(), "shards");
    parallel_for(shards.size(), context, [&](std::size_t i) {
      RowsOfPart part = spill.take(shards[i].first, shards[i].second, columns_, kinds_);
      const auto panel = assemble_panel(source_, facts_, statics_.get(), std::move(part), rejected, findings_[i]);
      if (!panel) {
        rejected = rejected || findings_[i].has_errors();
      } else if (!rejected) {
        stamps_[i] = write_shard(*panel, directory_.path(), fmt::format("shard-{:05}.bin", i));
        columns_of_[i] = columns_of(*panel);
      }
    });
    context_.progress->finish();
  }

  static StoredColumns columns_of(const Panel& panel) {
    StoredColumns columns{panel.frequency(), {}, {}, {}};
    for (const Channel& channel : panel.channels()) {
      columns.channels.push_back({channel.name, channel.role, StaticKind::kNumber, 1, {}});
    }
    for (const StaticColumn& column : panel.statics()) {
      columns.statics.push_back({column.name, ChannelRole::kPastOnly, column.kind, column.width, column.categories});
    }
    return columns;
  }

  PackResult finish(FaultList general) {
    PartFindings all;
    for (const PartFindings& findings : findings_) all.join(findings);
    PackResult result;
    auto faults = all.finish(source_.time, source_.target, std::move(general));
    result.report = {source_.path, rows_, std::move(faults), source_.frequency.empty(), unused_};
    if (result.report.has_errors()) return result;
    std::error_code ignored;
    fs::remove_all(spill_folder(), ignored);
    const StoreManifest manifest = write_manifest(result.report);
    directory_.commit();
    result.store = manifest.summary;
    result.shards = manifest.shards.size();
    return result;
  }

  StoreManifest write_manifest(const ReadReport& report) {
    StoreManifest manifest;
    manifest.columns = joined_columns();
    manifest.shards = stamps_;
    ArrayFileWriter texts(directory_.path(), "texts.bin");
    for (std::size_t i = 0; i < manifest.columns.statics.size(); ++i) {
      const StoredColumn& column = manifest.columns.statics[i];
      if (column.kind == StaticKind::kCategory) texts.add_texts(fmt::format("statics/{}", i), column.categories);
    }
    manifest.texts = texts.finish();
    StoreSummary& summary = manifest.summary;
    summary.source = source_;
    summary.source.statics.clear();
    for (const StoredColumn& column : manifest.columns.statics) summary.source.statics.push_back(column.name);
    summary.frequency = *facts_.frequency;
    summary.newest = *facts_.frequency->period_at(facts_.last_demand);
    summary.rows = rows_;
    for (const ShardStamp& stamp : stamps_) {
      summary.series += stamp.series;
      summary.cells += stamp.cells;
    }
    summary.warnings = report.faults;
    summary.unused_columns = unused_;
    summary.library_version = kVersion;
    write_file(directory_.path() / kStoreManifest, store_manifest_text(manifest));
    return manifest;
  }

  /// The columns of any shard with the categories of all.
  StoredColumns joined_columns() {
    StoredColumns joined = columns_of_.front();
    for (std::size_t c = 0; c < joined.statics.size(); ++c) {
      std::vector<std::string>& words = joined.statics[c].categories;
      for (std::size_t i = 1; i < columns_of_.size(); ++i) {
        const std::vector<std::string>& more = columns_of_[i].statics[c].categories;
        words.insert(words.end(), more.begin(), more.end());
      }
      std::ranges::sort(words);
      words.erase(std::unique(words.begin(), words.end()), words.end());
    }
    return joined;
  }

  const DataSource& source_;
  const PackOptions& options_;
  const RunContext& context_;
  AtomicDirectory directory_;
  std::unique_ptr<const StaticsTable> statics_;
  std::vector<std::string> columns_, unused_;
  TableKinds kinds_;
  CatalogueScan scan_;
  CatalogueFacts facts_;
  std::size_t rows_ = 0;
  std::vector<PartFindings> findings_;     ///< [shard]
  std::vector<ShardStamp> stamps_;         ///< [shard]
  std::vector<StoredColumns> columns_of_;  ///< [shard]
};

}  // namespace

PackResult pack_store(const DataSource& source, const fs::path& destination, const PackOptions& options,
                      const RunContext& context) {
  return Packer(source, destination, options, context).run();
}

}  // namespace demandcast
