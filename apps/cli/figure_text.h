// A figure in a table of the console.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace demandcast {

/// With `digits` decimals; a dash where the figure is not defined.
inline std::string figure_text(double value, int digits) {
  return std::isnan(value) ? "-" : fmt::format("{:.{}f}", value, digits);
}

}  // namespace demandcast
