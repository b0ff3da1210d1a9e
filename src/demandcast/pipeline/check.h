// check: what the data are, and what is wrong with them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "demandcast/pipeline/run_config.h"

namespace demandcast {

struct CheckResult {
  ReadReport report;
  /// What the panel holds, in reading order: name and value as text; empty when the data could not be read.
  std::vector<std::pair<std::string, std::string>> profile;
};

/// Reads the data and finds every fault. Throws FormatError when the file cannot be read at all, DataError when a named
/// column is missing; faults of the rows are results, not errors.
CheckResult run_check(const RunConfig& config, const RunContext& context);

}  // namespace demandcast
