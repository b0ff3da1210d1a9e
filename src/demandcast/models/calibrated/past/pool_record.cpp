// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/pool_record.h"

#include <algorithm>

namespace demandcast {

void PoolRecord::note(const PastForecast& past, const SeriesPools& pools) {
  for (std::size_t i = 0; i < past.then.series_count(); ++i) {
    const auto of_steps = pools.pools_of_steps(past.then, i, means_of(past.forecast, i));
    const std::size_t row = (past.first_series + i) * windows_ + static_cast<std::size_t>(past.window);
    std::ranges::transform(of_steps, pools_.begin() + static_cast<std::ptrdiff_t>(row * steps_),
                           [](std::size_t pool) { return static_cast<std::uint32_t>(pool); });
  }
}

std::vector<double> means_of(const QuantileForecast& forecast, std::size_t series) {
  std::vector<double> means;
  for (int step = 0; step < forecast.horizon().steps; ++step) means.push_back(forecast.mean(series, step));
  return means;
}

}  // namespace demandcast
