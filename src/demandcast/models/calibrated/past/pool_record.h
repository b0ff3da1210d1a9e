// In which pool each step of each past forecast was.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/models/calibrated/past/past_forecasts.h"
#include "demandcast/models/calibrated/past/series_pools.h"

namespace demandcast {

/// Pools (SeriesPools::pools_of_steps) [series, window, step] of past forecasts, as known at their origins. 4 bytes
/// each.
class PoolRecord {
 public:
  PoolRecord(std::size_t series, const PastOrigins& origins)
      : windows_(static_cast<std::size_t>(origins.windows)),
        steps_(static_cast<std::size_t>(origins.horizon)),
        pools_(series * windows_ * steps_) {}
  /// Notes those of one shard at one origin.
  void note(const PastForecast& past, const SeriesPools& pools);
  std::span<const std::uint32_t> at(std::size_t series, std::size_t window) const {
    return std::span(pools_).subspan((series * windows_ + window) * steps_, steps_);
  }

 private:
  std::size_t windows_, steps_;
  std::vector<std::uint32_t> pools_;
};

/// [step] The means of one series' forecast.
std::vector<double> means_of(const QuantileForecast& forecast, std::size_t series);

}  // namespace demandcast
