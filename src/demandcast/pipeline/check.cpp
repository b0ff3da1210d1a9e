// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/check.h"

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/load_data.h"

namespace demandcast {

namespace {

/// Shard by shard; the faults are those that packing found.
CheckResult check_store(const RunConfig& config, const RunContext& context) {
  const PackedStore store(config.data.path);
  CheckResult result;
  result.report = report_of(store, config.data.path);
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

}  // namespace

CheckResult run_check(const RunConfig& config, const RunContext& context) {
  validate(config, Needs::kData, builtin_models());
  if (is_packed_store(config.data.path)) return check_store(config, context);
  context.progress->start("reading " + config.data.path, 0);
  ReadResult read = read_panel(config.data);
  context.progress->finish();
  CheckResult result;
  result.report = std::move(read.report);
  if (!read.panel) return result;
  result.frequency = read.panel->frequency();
  result.profile = profile_panel(*read.panel, config.season > 0 ? config.season : result.frequency.default_season());
  return result;
}

}  // namespace demandcast
