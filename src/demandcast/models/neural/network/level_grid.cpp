// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/level_grid.h"

namespace demandcast::neural {

const std::vector<double>& grid_levels() {
  static const std::vector<double> levels{.02, .05, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .98};
  return levels;
}

}  // namespace demandcast::neural
