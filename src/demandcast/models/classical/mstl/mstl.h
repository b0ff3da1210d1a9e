// Decomposition of a series with one or several seasons, missing cells filled for the purpose.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace demandcast {

struct MstlParts {
  std::vector<int> seasons;                 ///< those kept, ascending
  std::vector<std::vector<double>> season;  ///< [season, time]
  std::vector<double> trend;                ///< [time]
  double freedom = 0;  ///< effective parameters of all seasonal components, the trace of their smoothers
};

/// MSTL [Bandara, Hyndman & Bergmeir 2021]: STL season by season, shortest first, twice over when there are several;
/// the seasonal window of the i-th season is 7 + 4 i (i = 1, 2, ...), degree 0, as R's and StatsForecast's mstl.
/// The shortest season that fits once but not twice into `y` comes last, by short_season of what the others leave; all
/// else that does not fit twice is left out. None left: `season` is empty. `trend` is empty unless one fits twice. NaN
/// cells are interpolated linearly (ends carried outwards). At least one cell is observed.
MstlParts mstl(std::span<const double> y, std::vector<int> seasons, int robust_iterations);

/// `y` with NaN cells on the line between their observed neighbours.
std::vector<double> interpolated(std::span<const double> y);

}  // namespace demandcast
