// The season of the year that launches are compared without.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/data/frequency.h"

namespace demandcast {

class LaunchSeason {
 public:
  LaunchSeason() = default;  ///< none: all factors 1
  /// `indices` [pool, position of the year], all above 0 (seasonal_profile/pooled_profile.h).
  LaunchSeason(std::size_t positions, std::vector<double> indices);

  double factor(const Frequency& frequency, std::size_t pool, Period period) const;
  std::size_t positions() const { return positions_; }
  const std::vector<double>& indices() const { return indices_; }

 private:
  std::size_t positions_ = 1;
  std::vector<double> indices_;
};

}  // namespace demandcast
