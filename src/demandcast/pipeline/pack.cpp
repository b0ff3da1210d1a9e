// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/pack.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/data/store/append_store.h"
#include "demandcast/data/store/rewrite_store.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/load_data.h"
#include "demandcast/pipeline/output_place.h"

namespace demandcast {

namespace {

PackResult rewrite(const RunConfig& config, const PackOptions& options, const RunContext& context) {
  if (config.append) {
    throw ConfigError(fmt::format("\"{}\" is a store; append the rows that it was made of", config.data.path));
  }
  const PackedStore store(config.data.path);
  PackResult result;
  result.report = report_of(store, config.data.path);
  result.store = rewrite_store(store, config.output, options, context);
  result.shards = PackedStore(config.output).shard_count();
  return result;
}

PackResult append(const RunConfig& config, const PackOptions& options, const RunContext& context) {
  DataSource rows = config.data;
  if (is_packed_store(config.output)) take_roles_to_append(rows, PackedStore(config.output), config.output);
  return append_store(rows, config.output, options, context);
}

}  // namespace

PackResult run_pack(const RunConfig& config, const RunContext& context) {
  validate(config, Needs::kData, builtin_models());
  if (!config.data.events.empty()) {
    throw ConfigError("--events and --holidays: a store keeps no events; name them where the store is read");
  }
  if (config.output.empty()) throw ConfigError("no place for the store given; name a directory with -o");
  check_output_folder(config);
  PackOptions options;
  if (config.memory > 0) options.memory = config.memory;
  if (is_packed_store(config.data.path)) return rewrite(config, options, context);
  PackResult result =
      config.append ? append(config, options, context) : pack_store(config.data, config.output, options, context);
  if (!result.store) throw DataError(result.report.error_text());
  return result;
}

}  // namespace demandcast
