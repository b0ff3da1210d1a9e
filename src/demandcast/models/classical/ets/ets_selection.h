// Chooses among the forms of exponential smoothing by information criterion.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "demandcast/models/classical/ets/ets_fit.h"

namespace demandcast {

struct EtsChoice {
  std::string letters = "ZZZ";
  std::string damped = "auto";
  std::string criterion = "aicc";
};

/// Values that a sane forecast stays within: the observed range, widened on both sides by `kSaneRanges` ranges.
struct SaneBand {
  static constexpr double kSaneRanges = 3;
  double low = 0, high = 0;
  static SaneBand of(std::span<const double> y);
};

/// The form with the smallest criterion whose forecasts are sane: over the next max(13, season) periods mean and the
/// central 80 % stay finite and within the SaneBand. Nothing when no form can be fitted.
std::optional<EtsFit> select_ets(std::span<const double> y, int season, const EtsChoice& choice);

}  // namespace demandcast
