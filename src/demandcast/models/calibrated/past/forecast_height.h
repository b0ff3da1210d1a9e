// How high a forecast stands above the recent level of its series: at a peak, as usual, or low.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/models/calibrated/past/past_forecasts.h"

namespace demandcast {

/// By the mean of the forecast over the series' level (demand_level): 0 below 0.6, 1 below 0.85, 2 below 1.15, 3 below
/// 1.6, 4 from there on. 2 where there is no level.
std::size_t forecast_height(double mean, double level);
inline constexpr std::size_t kForecastHeights = 5;

/// Heights [series, window, step] of past forecasts. 1 byte each.
class HeightRecord {
 public:
  HeightRecord(std::size_t series, const PastOrigins& origins);
  /// Notes the heights of one shard's forecasts at one origin, over levels of `level_periods`.
  void note(const PastForecast& past, std::size_t level_periods);
  std::span<const std::uint8_t> at(std::size_t series, std::size_t window) const {
    return std::span(heights_).subspan((series * windows_ + window) * steps_, steps_);
  }

 private:
  std::size_t windows_, steps_;
  std::vector<std::uint8_t> heights_;
};

}  // namespace demandcast
