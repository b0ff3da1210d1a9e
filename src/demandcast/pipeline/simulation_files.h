// What simulate leaves in its folder.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/pipeline/simulate_policies.h"

namespace demandcast {

/// policies.csv, series.parquet, periods.csv, simulation.json; returns their places.
std::vector<std::string> write_simulation(const std::string& folder, const SimulateResult& result);

}  // namespace demandcast
