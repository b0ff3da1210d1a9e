// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/croston/demand_pattern.h"

#include <cmath>

namespace demandcast {

DemandPattern demand_pattern(std::span<const double> y) {
  DemandPattern pattern;
  for (auto* column : {&pattern.sizes, &pattern.intervals, &pattern.demanded}) column->reserve(y.size());
  double interval = 0;
  for (const double value : y) {
    if (std::isnan(value)) continue;
    ++interval;
    pattern.demanded.push_back(value > 0 ? 1 : 0);
    if (!(value > 0)) continue;
    pattern.sizes.push_back(value);
    pattern.intervals.push_back(interval);
    interval = 0;
  }
  return pattern;
}

}  // namespace demandcast
