// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/forecast_height.h"

#include <algorithm>
#include <array>

#include "demandcast/models/calibrated/past/demand_segments.h"

namespace demandcast {
namespace {

constexpr std::array<double, kForecastHeights - 1> kCuts{0.6, 0.85, 1.15, 1.6};
constexpr std::size_t kUsual = 2;

}  // namespace

std::size_t forecast_height(double mean, double level) {
  if (!(level > 0)) return kUsual;
  return static_cast<std::size_t>(std::ranges::upper_bound(kCuts, mean / level) - kCuts.begin());
}

HeightRecord::HeightRecord(std::size_t series, const PastOrigins& origins)
    : windows_(static_cast<std::size_t>(origins.windows)),
      steps_(static_cast<std::size_t>(origins.horizon)),
      heights_(series * windows_ * steps_) {}

void HeightRecord::note(const PastForecast& past, std::size_t level_periods) {
  for (std::size_t i = 0; i < past.then.series_count(); ++i) {
    const double level = demand_level(past.then.series(i), level_periods).mean;
    const std::size_t row = (past.first_series + i) * windows_ + static_cast<std::size_t>(past.window);
    for (std::size_t step = 0; step < steps_; ++step) {
      const std::size_t height = forecast_height(past.forecast.mean(i, static_cast<int>(step)), level);
      heights_[row * steps_ + step] = static_cast<std::uint8_t>(height);
    }
  }
}

}  // namespace demandcast
