// The levels that a network learns, and any other level from them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace demandcast::neural {

/// .02, .05, the deciles, .95, .98.
const std::vector<double>& grid_levels();

/// The quantile of `level` from the quantiles of the grid: straight lines between neighbours, over the normal score of
/// the level; beyond the ends the last line goes on.
double at_level(std::span<const double> quantiles, double level);

}  // namespace demandcast::neural
