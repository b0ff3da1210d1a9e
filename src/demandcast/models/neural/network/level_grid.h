// The levels that a network learns.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace demandcast::neural {

/// .02, .05, the deciles, .95, .98.
const std::vector<double>& grid_levels();

}  // namespace demandcast::neural
