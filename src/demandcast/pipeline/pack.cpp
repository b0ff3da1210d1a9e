// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/pack.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/output_place.h"

namespace demandcast {

PackResult run_pack(const RunConfig& config, const RunContext& context) {
  validate(config, Needs::kData, builtin_models());
  if (config.output.empty()) throw ConfigError("no place for the store given; name a directory with -o");
  if (is_packed_store(config.data.path)) {
    throw ConfigError(fmt::format("\"{}\" is a store already; pack the data that it was made of", config.data.path));
  }
  check_output_folder(config);
  PackOptions options;
  if (config.memory > 0) options.memory = config.memory;
  PackResult result = pack_store(config.data, config.output, options, context);
  if (!result.store) throw DataError(result.report.error_text());
  return result;
}

}  // namespace demandcast
