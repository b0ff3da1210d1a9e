// Two passes: all rows aside by hash of the id, then shard after shard checked and built.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/pack_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "demandcast/core/atomic_directory.h"
#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/data/assemble_panel.h"
#include "demandcast/data/store/pack_plan.h"
#include "demandcast/data/store/row_intake.h"
#include "demandcast/data/store/store_manifest.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

using Shards = std::vector<std::pair<std::size_t, std::size_t>>;

class Packer {
 public:
  Packer(const DataSource& source, const fs::path& destination, const PackOptions& options, const RunContext& context)
      : source_(source),
        options_(options),
        context_(context),
        directory_(checked_place(destination)),
        statics_(source.statics_path.empty() ? nullptr : std::make_unique<const StaticsTable>(source)),
        intake_(source, statics_.get(), context) {}

  PackResult run() {
    intake_.open();
    const PackPlan plan(options_, intake_.columns().size(), intake_.row_estimate());
    plan.check_disk(directory_.path());
    fs::create_directory(spill_folder());
    RowSpill spill(spill_folder(), even_ranges(plan.partition_bits()), plan.spill_memory());
    intake_.put_aside(spill);

    FaultList general;
    facts_ = intake_.scan().finish(general);
    if (statics_) statics_->note_faults(general);
    for (const std::string& name : intake_.unused()) general.add(fault::kUnused, "", [&] { return name; });
    build_shards(spill, plan, general.has_errors());
    return finish(std::move(general));
  }

 private:
  fs::path spill_folder() const { return directory_.path() / "spill"; }

  void build_shards(RowSpill& spill, const PackPlan& plan, bool has_errors) {
    std::vector<std::size_t> rows;
    for (std::size_t p = 0; p < spill.partition_count(); ++p) rows.push_back(spill.row_count(p));
    if (intake_.row_count() == 0) return;
    const Shards shards = plan.shards(rows, intake_.scan().series_estimate());
    findings_.resize(shards.size());
    stamps_.resize(shards.size());
    columns_of_.resize(shards.size());
    RunContext context = context_;
    context.threads = plan.workers(rows, shards, context_.threads);
    std::atomic<bool> rejected{has_errors};
    context_.progress->start("packing", shards.size(), "shards");
    parallel_for(shards.size(), context, [&](std::size_t i) {
      RowsOfPart part = spill.take(shards[i].first, shards[i].second, intake_.columns(), intake_.kinds());
      auto told = assemble_told(source_, facts_, statics_.get(), std::move(part), rejected, findings_[i]);
      if (!told) {
        rejected = rejected || findings_[i].has_errors();
      } else if (!rejected) {
        add_shard(i, spill.first_hash(shards[i].first), std::move(*told));
      }
    });
    context_.progress->finish();
  }

  void add_shard(std::size_t i, std::uint64_t first_hash, ToldPanel told) {
    stamps_[i].file = write_told(told, directory_.path(), fmt::format("shard-{:05}.bin", i));
    stamps_[i].first_hash = first_hash;
    columns_of_[i] = columns_of(told);
    const Panel panel = finish_panel(std::move(told), *facts_.frequency, newest(), source_.fill, findings_[i]);
    stamps_[i].series = panel.series_count();
    stamps_[i].cells = panel.cell_count();
  }

  Period newest() const { return *facts_.frequency->period_at(facts_.last_demand); }

  PackResult finish(FaultList general) {
    PartFindings all;
    for (const PartFindings& findings : findings_) all.join(findings);
    PackResult result;
    auto faults = all.finish(source_.time, source_.target, std::move(general));
    result.report = {source_.path, intake_.row_count(), std::move(faults), source_.frequency.empty(), intake_.unused()};
    if (result.report.has_errors()) return result;
    std::error_code ignored;
    fs::remove_all(spill_folder(), ignored);
    StoreManifest manifest = manifest_of(result.report);
    write_manifest(manifest, directory_.path());
    directory_.commit();
    result.shards = manifest.shards.size();
    result.store = std::move(manifest.summary);
    return result;
  }

  StoreManifest manifest_of(const ReadReport& report) const {
    StoreManifest manifest;
    manifest.columns = joined_columns(columns_of_);
    manifest.shards = stamps_;
    StoreSummary& summary = manifest.summary;
    summary.source = source_;
    summary.source.statics.clear();
    for (const StoredColumn& column : manifest.columns.statics) summary.source.statics.push_back(column.name);
    summary.frequency = *facts_.frequency;
    summary.newest = newest();
    summary.rows = report.rows;
    summary.warnings = report.faults;
    summary.unused_columns = report.unused_columns;
    return manifest;
  }

  const DataSource& source_;
  const PackOptions& options_;
  const RunContext& context_;
  AtomicDirectory directory_;
  std::unique_ptr<const StaticsTable> statics_;
  RowIntake intake_;
  CatalogueFacts facts_;
  std::vector<PartFindings> findings_;     ///< [shard]
  std::vector<ShardStamp> stamps_;         ///< [shard]
  std::vector<StoredColumns> columns_of_;  ///< [shard]
};

}  // namespace

fs::path checked_place(const fs::path& destination) {
  std::error_code ignored;
  const bool free = !fs::exists(destination, ignored) ||
                    (fs::is_directory(destination, ignored) && fs::is_empty(destination, ignored));
  if (free || is_packed_store(destination)) return destination;
  throw ConfigError(fmt::format("\"{}\" is there and holds no store; name another directory", destination.string()));
}

PackResult pack_store(const DataSource& source, const fs::path& destination, const PackOptions& options,
                      const RunContext& context) {
  return Packer(source, destination, options, context).run();
}

}  // namespace demandcast
