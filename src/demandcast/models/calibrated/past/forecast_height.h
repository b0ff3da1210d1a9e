// How high a forecast stands above the recent level of its series: at a peak, as usual, or low.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace demandcast {

/// By the mean of the forecast over the series' level (demand_level): 0 below 0.6, 1 below 0.85, 2 below 1.15, 3 below
/// 1.6, 4 from there on. 2 where there is no level.
std::size_t forecast_height(double mean, double level);
inline constexpr std::size_t kForecastHeights = 5;

}  // namespace demandcast
