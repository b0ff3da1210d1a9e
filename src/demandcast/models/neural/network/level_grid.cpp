// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/level_grid.h"

#include <algorithm>
#include <cmath>

#include "demandcast/core/normal_quantile.h"

namespace demandcast::neural {

const std::vector<double>& grid_levels() {
  static const std::vector<double> levels{.02, .05, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .98};
  return levels;
}

double at_level(std::span<const double> quantiles, double level) {
  const std::vector<double>& levels = grid_levels();
  const auto above = std::ranges::lower_bound(levels, level);
  if (above != levels.end() && *above == level) return quantiles[static_cast<std::size_t>(above - levels.begin())];
  const auto right =
      static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(above - levels.begin(), 1, std::ssize(levels) - 1));
  const double low = normal_quantile(levels[right - 1]), high = normal_quantile(levels[right]);
  const double share = (normal_quantile(level) - low) / (high - low);
  return quantiles[right - 1] + share * (quantiles[right] - quantiles[right - 1]);
}

}  // namespace demandcast::neural
