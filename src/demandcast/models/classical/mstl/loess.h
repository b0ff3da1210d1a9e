// Locally weighted regression on an even grid, as STL needs it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace demandcast {

struct LoessWindow {
  int width = 7;   ///< neighbours that take part, odd, at least 3
  int degree = 1;  ///< 0 constant, 1 line
};

/// Value at `at` (periods, 0 = y[0]; may lie just outside) of the loess fit to y[low .. high], tricube weights whose
/// reach is the farther end [Cleveland 1979; Cleveland et al. 1990, section 2]. `robustness` [time] may be empty. NaN
/// when every weight is zero.
double loess_at(std::span<const double> y, LoessWindow window, int at, int low, int high,
                std::span<const double> robustness);

/// loess_at for every period, each with its `width` nearest neighbours. O(time * width).
void loess(std::span<const double> y, LoessWindow window, std::span<const double> robustness, std::span<double> smooth);

/// Trace of the map from y to the smooth of `count` even points: its effective number of parameters.
double loess_trace(int count, LoessWindow window);

}  // namespace demandcast
