// The panel that a run works on, with what its reading found.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/read_panel.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

struct LoadedData {
  Panel panel;
  ReadReport report;
};

/// Reads config.data. Throws DataError with every error found, FormatError when the file cannot be read.
LoadedData load_data(const RunConfig& config, const RunContext& context);

/// How many warnings a report holds: one per kind and column, however many series it names.
std::size_t warning_count(const ReadReport& report);

}  // namespace demandcast
