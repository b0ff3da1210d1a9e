// An intermittent history taken apart: sizes, intervals, and the periods with demand.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace demandcast {

/// All in order of time, over the observed periods alone.
struct DemandPattern {
  std::vector<double> sizes;      ///< demands above zero
  std::vector<double> intervals;  ///< observed periods from one demand to the next; the first counts from the start
  std::vector<double> demanded;   ///< [observed period] 1 where there was demand, else 0
};

DemandPattern demand_pattern(std::span<const double> y);

}  // namespace demandcast
