// Seasonal-trend decomposition by loess.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/classical/mstl/loess.h"

namespace demandcast {

struct StlOptions {
  int season = 12;
  LoessWindow seasonal{11, 0};  ///< over the values of one phase
  int inner = 5;                ///< passes of seasonal and trend smoothing
  int outer = 0;                ///< robustness iterations
};

struct StlParts {
  std::vector<double> season, trend;  ///< [time]; the remainder is what is left of y
};

/// STL [Cleveland, Cleveland, McRae & Terpenning 1990]: cycle-subseries loess, low-pass filter, trend loess; the
/// trend's window is the smallest odd number at least 1.5 season / (1 - 1.5 / seasonal.width), the low-pass window the
/// next odd number above season. `y` has no missing cells and at least two seasons. `outer` > 0: bisquare weights of
/// the remainders [section 2]. O((inner)(outer + 1) time * window).
StlParts stl(std::span<const double> y, const StlOptions& options);

}  // namespace demandcast
