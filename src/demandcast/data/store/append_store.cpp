// All rows aside by the hashes of the store's shards, then shard after shard read, merged, checked and added to.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/append_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <numeric>
#include <set>

#include "demandcast/core/directory_lock.h"
#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/data/assemble_panel.h"
#include "demandcast/data/longest_span.h"
#include "demandcast/data/store/merge_told.h"
#include "demandcast/data/store/pack_plan.h"
#include "demandcast/data/store/row_intake.h"
#include "demandcast/data/store/store_manifest.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

/// The store, where rows can be appended to it.
PackedStore appendable(const fs::path& directory) {
  if (!is_packed_store(directory)) {
    throw ConfigError(
        fmt::format("\"{}\" is no store to append to; pack the data first, without --append", directory.string()));
  }
  PackedStore store(directory);
  if (store.summary().format_version == StoreSummary::kFormatVersion) return store;
  throw ConfigError(
      fmt::format("\"{}\" is a store of format version {}, to which nothing can be appended; pack the "
                  "data anew",
                  directory.string(), store.summary().format_version));
}

/// Roles as in the store, files as in `rows`.
DataSource source_of(const StoreSummary& store, const DataSource& rows) {
  DataSource source = store.source;
  source.path = rows.path;
  source.future_path = rows.future_path;
  source.statics_path = rows.statics_path;
  source.date_order = rows.date_order;
  source.frequency = store.frequency.name();
  return source;
}

std::vector<std::string> category_columns(const StoredColumns& columns) {
  std::vector<std::string> names;
  for (const StoredColumn& column : columns.statics) {
    if (column.kind == StaticKind::kCategory) names.push_back(column.name);
  }
  return names;
}

/// Files of this room that no manifest names: what a killed process left, and what the last append replaced.
void remove_strays(const fs::path& directory, const StoreManifest& manifest) {
  std::set<std::string> named{manifest.texts.file};
  for (const ShardStamp& shard : manifest.shards) {
    named.insert(shard.file.file);
    for (const ArrayFile& file : shard.additions) named.insert(file.file);
  }
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory, ignored)) {
    const std::string name = entry.path().filename().string();
    const bool ours = name.starts_with("shard-") || name.starts_with("texts") || name == "spill" ||
                      name.starts_with(std::string(kStoreManifest) + ".partial-");
    if (ours && !named.contains(name)) fs::remove_all(entry.path(), ignored);
  }
}

/// Statics in the store's order; those that the rows do not tell are not given.
void take_statics(const StoredColumns& columns, ToldPanel& told, FaultList& faults) {
  std::vector<StaticColumn> statics;
  for (const StoredColumn& stored : columns.statics) {
    const auto own = std::ranges::find(told.statics, stored.name, &StaticColumn::name);
    const bool there = own != told.statics.end();
    if (there && own->kind == stored.kind && own->width == stored.width) {
      statics.push_back(std::move(*own));
      continue;
    }
    const bool empty = !there || std::ranges::all_of(own->numbers, [](float v) { return std::isnan(v); });
    if (!empty || (there && own->kind == StaticKind::kCategory)) faults.add(fault::kStaticKind, stored.name);
    StaticColumn none{stored.name, stored.kind, stored.width, {}, {}, {}};
    const std::size_t cells = told.series_count() * static_cast<std::size_t>(stored.width);
    if (stored.kind == StaticKind::kCategory) {
      none.codes.assign(cells, -1);
    } else {
      none.numbers.assign(cells, std::numeric_limits<float>::quiet_NaN());
    }
    statics.push_back(std::move(none));
  }
  told.statics = std::move(statics);
}

/// The place of `id` in a panel, whose ids are in order.
std::optional<std::size_t> place_of(const ToldPanel& told, const std::string& id) {
  const auto found = std::ranges::lower_bound(told.ids, id);
  if (found == told.ids.end() || *found != id) return std::nullopt;
  return static_cast<std::size_t>(found - told.ids.begin());
}

/// Notes series that would be too long once the rows are added.
void check_lengths(const ToldPanel& base, const ToldPanel& more, const std::string& column, FaultList& faults) {
  for (std::size_t i = 0; i < more.series_count(); ++i) {
    const auto before = place_of(base, more.ids[i]);
    if (!before || more.length(i) == 0) continue;
    const Period last = more.first_period[i] + static_cast<Period>(more.length(i)) - 1;
    const Period base_last = base.first_period[*before] + static_cast<Period>(base.length(*before)) - 1;
    if (!spans_too_much(base.first_period[*before], last) && !spans_too_much(more.first_period[i], base_last)) continue;
    faults.add(fault::kTooLong, column, [&] { return fmt::format("series \"{}\"", more.ids[i]); });
  }
}

/// Warnings of rows, which only the run that reads them can tell; all others are told of the store as it is.
bool is_of_rows(const Fault& warning) {
  constexpr std::array kOfRows{&fault::kNegativeChanged, &fault::kUnknownSeries, &fault::kPastPlan,
                               &fault::kNoStatics,       &fault::kDatedRarely,   &fault::kStaticReplaced};
  return std::ranges::any_of(kOfRows, [&](const FaultKind* kind) { return warning.kind == kind->name; });
}

/// Those told before, with what was found now.
std::vector<Fault> joined_warnings(const std::vector<Fault>& before, std::vector<Fault> now) {
  for (const Fault& old : before) {
    if (!is_of_rows(old)) continue;
    const auto same = std::ranges::find_if(
        now, [&](const Fault& fault) { return fault.kind == old.kind && fault.column == old.column; });
    if (same == now.end()) {
      now.push_back(old);
      continue;
    }
    same->count += old.count;
    const std::size_t most = std::max(old.places.size(), same->places.size());
    same->places.insert(same->places.begin(), old.places.begin(), old.places.end());
    same->places.resize(most);
  }
  std::ranges::stable_sort(now, {}, [](const Fault& fault) { return std::pair(fault.kind, fault.column); });
  return now;
}

class Appender {
 public:
  Appender(const DataSource& rows, const fs::path& directory, const PackOptions& options, const RunContext& context)
      : directory_(directory),
        store_(appendable(directory)),
        lock_(directory),
        manifest_(PackedStore(directory).manifest()),  // read again: another process may have appended before the lock
        source_(source_of(manifest_.summary, rows)),
        options_(options),
        context_(context),
        statics_(source_.statics_path.empty()
                     ? nullptr
                     : std::make_unique<const StaticsTable>(source_, category_columns(manifest_.columns))),
        intake_(source_, statics_.get(), context) {}

  ~Appender() {
    std::error_code ignored;
    fs::remove_all(spill_folder(), ignored);
    if (committed_) return;
    for (const std::string& file : written_) fs::remove(directory_ / file, ignored);
  }
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;

  PackResult run() {
    remove_strays(directory_, manifest_);
    intake_.open(category_columns(manifest_.columns), source_.statics);
    const PackPlan plan(options_, intake_.columns().size(), intake_.row_estimate());
    plan.check_disk(directory_);
    fs::create_directory(spill_folder());
    std::vector<std::uint64_t> first_hashes;
    for (const ShardStamp& shard : manifest_.shards) first_hashes.push_back(shard.first_hash);
    RowSpill spill(spill_folder(), std::move(first_hashes), plan.spill_memory());
    intake_.put_aside(spill);

    FaultList general;
    settle_facts(general);
    if (statics_) statics_->note_faults(general);
    for (const std::string& name : unused_columns()) general.add(fault::kUnused, "", [&] { return name; });
    add_to_shards(spill, plan, general.has_errors());
    return finish(std::move(general));
  }

 private:
  fs::path spill_folder() const { return directory_ / "spill"; }

  void settle_facts(FaultList& general) {
    facts_ = intake_.scan().finish(general, true);
    if (facts_.frequency) facts_.frequency = manifest_.columns.frequency;
    facts_.last_demand =
        std::max(facts_.last_demand, manifest_.columns.frequency.timestamp_of(manifest_.summary.newest));
  }

  std::vector<std::string> unused_columns() const {
    std::vector<std::string> names = manifest_.summary.unused_columns;
    for (const std::string& name : intake_.unused()) {
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return names;
  }

  void add_to_shards(RowSpill& spill, const PackPlan& plan, bool has_errors) {
    const std::size_t count = manifest_.shards.size();
    findings_.resize(count);
    columns_of_.resize(count);
    written_.resize(count);
    if (facts_.frequency) newest_ = facts_.frequency->period_at(facts_.last_demand);
    std::size_t most_rows = 0, most_cells = 0;
    for (std::size_t i = 0; i < count; ++i) {
      most_rows = std::max(most_rows, spill.row_count(i));
      most_cells = std::max(most_cells, manifest_.shards[i].cells);
    }
    RunContext context = context_;
    context.threads = plan.workers(most_cells, most_rows, context_.threads);
    std::atomic<bool> rejected{has_errors};
    context_.progress->start("appending", count, "shards");
    parallel_for(count, context, [&](std::size_t i) {
      add_to_shard(i, spill, rejected);
      rejected = rejected || findings_[i].has_errors();
    });
    context_.progress->finish();
  }

  void add_to_shard(std::size_t i, RowSpill& spill, bool rejected) {
    ToldPanel told = read_told(manifest_.shards[i], directory_, manifest_.columns);
    if (spill.row_count(i) > 0) {
      auto more = rows_of(i, spill, told, rejected);
      if (!more) return;
      told = added(i, std::move(told), std::move(*more));
    }
    if (rejected || !newest_) return;
    for (StaticColumn& column : told.statics) drop_unused_categories(column);
    columns_of_[i] = columns_of(told);
    const Panel panel =
        finish_panel(std::move(told), manifest_.columns.frequency, *newest_, source_.fill, findings_[i]);
    manifest_.shards[i].series = panel.series_count();
    manifest_.shards[i].cells = panel.cell_count();
  }

  /// What the new rows of a shard told, without faults.
  std::optional<ToldPanel> rows_of(std::size_t i, RowSpill& spill, const ToldPanel& base, bool rejected) {
    const auto last_row = [&](const std::string& id) -> std::optional<Timestamp> {
      const auto series = place_of(base, id);
      if (!series) return std::nullopt;
      return manifest_.columns.frequency.timestamp_of(base.first_period[*series] +
                                                      static_cast<Period>(base.length(*series)) - 1);
    };
    RowsOfPart part = spill.take(i, i + 1, intake_.columns(), intake_.kinds());
    auto told = assemble_told(source_, facts_, statics_.get(), std::move(part), rejected, findings_[i], last_row);
    if (!told) return std::nullopt;
    take_statics(manifest_.columns, *told, findings_[i].rows);
    check_lengths(base, *told, source_.time, findings_[i].periods);
    if (findings_[i].has_errors()) return std::nullopt;
    return told;
  }

  /// Writes what is new of a shard beside it, or all of it anew.
  ToldPanel added(std::size_t i, ToldPanel base, ToldPanel more) {
    constexpr std::size_t kMostAdditions = 32, kShare = 4;
    ShardStamp& shard = manifest_.shards[i];
    written_[i] = fmt::format("shard-{:05}-{}.bin", i, manifest_.summary.appended + 1);
    ArrayFile file = write_told(more, directory_, written_[i]);
    for (std::size_t s = 0; s < base.statics.size(); ++s) share_categories(base.statics[s], more.statics[s]);
    ToldPanel merged = merge_told(base, more, [&](const std::string& column, const std::string& id) {
      findings_[i].rows.add(fault::kStaticReplaced, column, [&] { return fmt::format("series \"{}\"", id); });
    });
    std::size_t bytes = file.bytes;
    for (const ArrayFile& addition : shard.additions) bytes += addition.bytes;
    if (bytes < shard.file.bytes / kShare && shard.additions.size() < kMostAdditions) {
      shard.additions.push_back(std::move(file));
      return merged;
    }
    for (StaticColumn& column : merged.statics) drop_unused_categories(column);
    shard.file = write_told(merged, directory_, written_[i]);
    shard.additions.clear();
    return merged;
  }

  PackResult finish(FaultList general) {
    PartFindings all;
    for (const PartFindings& findings : findings_) all.join(findings);
    PackResult result;
    auto faults = all.finish(source_.time, source_.target, std::move(general));
    result.report = {source_.path, intake_.row_count(), std::move(faults), false, intake_.unused()};
    if (result.report.has_errors()) return result;
    StoreSummary& summary = manifest_.summary;
    manifest_.columns.statics = joined_columns(columns_of_).statics;
    summary.newest = *newest_;
    summary.rows += intake_.row_count();
    summary.warnings = joined_warnings(summary.warnings, result.report.faults);
    summary.unused_columns = unused_columns();
    ++summary.appended;
    const std::string texts = fmt::format("texts-{}.bin", summary.appended);
    written_.push_back(texts);
    write_manifest(manifest_, directory_, texts);
    committed_ = true;
    result.shards = manifest_.shards.size();
    result.store = summary;
    return result;
  }

  fs::path directory_;
  PackedStore store_;
  DirectoryLock lock_;
  StoreManifest manifest_;
  DataSource source_;
  const PackOptions& options_;
  const RunContext& context_;
  std::unique_ptr<const StaticsTable> statics_;
  RowIntake intake_;
  CatalogueFacts facts_;
  std::optional<Period> newest_;
  std::vector<PartFindings> findings_;     ///< [shard]
  std::vector<StoredColumns> columns_of_;  ///< [shard]
  std::vector<std::string> written_;       ///< files that are nobody's until the manifest names them
  bool committed_ = false;
};

}  // namespace

PackResult append_store(const DataSource& rows, const fs::path& store, const PackOptions& options,
                        const RunContext& context) {
  return Appender(rows, store, options, context).run();
}

}  // namespace demandcast
