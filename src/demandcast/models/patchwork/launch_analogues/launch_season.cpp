// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/launch_season.h"

#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {

LaunchSeason::LaunchSeason(std::size_t positions, std::vector<double> indices)
    : positions_(positions), indices_(std::move(indices)) {}

double LaunchSeason::factor(const Frequency& frequency, std::size_t pool, Period period) const {
  return indices_.empty() ? 1 : indices_[pool * positions_ + year_position(frequency, period)];
}

}  // namespace demandcast
