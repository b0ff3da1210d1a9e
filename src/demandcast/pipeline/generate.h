// generate: the synthetic catalogue as files.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/core/options.h"
#include "demandcast/core/run_context.h"

namespace demandcast {

/// The options of the generator, for doors.
std::vector<OptionField> generator_options();

/// Writes sales.parquet, statics.parquet, items.parquet and truth.parquet to the folder `output`, which is made;
/// returns their paths. Throws ConfigError with every mistake of `options`.
std::vector<std::string> run_generate(const OptionValues& options, const std::string& output,
                                      const RunContext& context);

}  // namespace demandcast
