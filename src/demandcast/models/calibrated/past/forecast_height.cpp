// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/forecast_height.h"

#include <algorithm>
#include <array>

namespace demandcast {
namespace {

constexpr std::array<double, kForecastHeights - 1> kCuts{0.6, 0.85, 1.15, 1.6};
constexpr std::size_t kUsual = 2;

}  // namespace

std::size_t forecast_height(double mean, double level) {
  if (!(level > 0)) return kUsual;
  return static_cast<std::size_t>(std::ranges::upper_bound(kCuts, mean / level) - kCuts.begin());
}

}  // namespace demandcast
