// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/check.h"

#include "demandcast/core/error.h"
#include "demandcast/data/table.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/load_data.h"

namespace demandcast {

namespace {

/// Shard by shard; the faults are those that packing found.
CheckResult check_store(const RunConfig& config, const RunContext& context) {
  const PackedStore store(config.data.path, config.data.events);
  CheckResult result;
  result.report = report_of(store, config.data.path);
  result.plans = plans_text(store.summary().source);
  result.frequency = store.summary().frequency;
  PanelProfiler profiler(store.summary().newest, config.season > 0 ? config.season : result.frequency.default_season());
  context.progress->start("reading " + config.data.path, store.summary().series);
  for (std::size_t shard = 0; shard < store.shard_count(); ++shard) {
    if (context.stop.stop_requested()) throw Interrupted("stopped before the work was done");
    profiler.add(store.shard(shard));
    context.progress->advance(store.series_count(shard));
  }
  context.progress->finish();
  result.profile = profiler.finish();
  return result;
}

/// Those that hold numbers, as if they were known ahead.
DataSource with_unused(const DataSource& data, const std::vector<std::string>& unused) {
  DataSource tried = data;
  for (auto* names : {&tried.known, &tried.past, &tried.statics}) names->clear();
  tried.statics_path.clear();
  tried.future_path.clear();
  tried.events = {};
  const Table table = read_table(data.path, unused);
  for (const TableColumn& column : table.columns) {
    const bool numbers =
        std::holds_alternative<NumberColumn>(column.values) || std::holds_alternative<IntegerColumn>(column.values);
    if (numbers) tried.known.push_back(column.name);
  }
  return tried;
}

/// Adds what would be wrong with columns in no role if they were taken for known ahead.
void examine_unused(const DataSource& data, ReadReport& report) {
  if (report.unused_columns.empty() || data.path == "-") return;
  const DataSource tried = with_unused(data, report.unused_columns);
  if (tried.known.empty()) return;
  for (Fault& fault : read_panel(tried).report.faults) {
    if (fault.kind != "known_after") continue;
    fault.remedy = "it is in no role; if you use it, give it --past";
    report.faults.push_back(std::move(fault));
  }
}

}  // namespace

CheckResult run_check(const RunConfig& config, const RunContext& context) {
  validate(config, Needs::kData, builtin_models());
  if (is_packed_store(config.data.path)) return check_store(config, context);
  context.progress->start("reading " + config.data.path, 0);
  ReadResult read = read_panel(config.data);
  context.progress->finish();
  CheckResult result;
  result.report = std::move(read.report);
  result.plans = plans_text(config.data);
  if (!read.panel) return result;
  examine_unused(config.data, result.report);
  result.frequency = read.panel->frequency();
  result.profile = profile_panel(*read.panel, config.season > 0 ? config.season : result.frequency.default_season());
  return result;
}

}  // namespace demandcast
