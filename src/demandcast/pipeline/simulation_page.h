// The page of a replay of policies.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/pipeline/simulate_policies.h"
#include "demandcast/report/simulation_report.h"

namespace demandcast {

/// What the page shows of a result; `command_line` made it.
SimulationReport simulation_report(const SimulateResult& result, const std::string& command_line);

}  // namespace demandcast
