// check: what the data are, and what is wrong with them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "demandcast/data/panel_profile.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

struct CheckResult {
  ReadReport report;
  std::optional<PanelProfile> profile;  ///< nothing when the data could not be read
  Frequency frequency;                  ///< of the panel
  std::string plans;                    ///< since when they are taken to have been known; "" = there are none
};

/// Reads the data and finds every fault. Throws FormatError when the file cannot be read at all, DataError when a named
/// column is missing; faults of the rows are results, not errors.
CheckResult run_check(const RunConfig& config, const RunContext& context);

}  // namespace demandcast
