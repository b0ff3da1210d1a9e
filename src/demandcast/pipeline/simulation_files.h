// What simulate leaves in its folder.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/pipeline/simulate_policies.h"

namespace demandcast {

/// report.html, policies.csv, series.parquet, periods.csv, simulation.json; returns their places. `command_line` stands
/// at the foot of the page.
std::vector<std::string> write_simulation(const std::string& folder, const SimulateResult& result,
                                          const std::string& command_line);

}  // namespace demandcast
