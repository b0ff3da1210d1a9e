// Chooses among the forms of exponential smoothing by information criterion.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "demandcast/models/classical/ets/ets_fit.h"

namespace demandcast {

/// Chosen on the 13 (12, 14, 28) periods before the last ones of six public retail sets; see README.md.
inline constexpr double kSaneRanges = 0.5;

struct EtsChoice {
  std::string letters = "ZZZ";
  std::string damped = "auto";
  std::string criterion = "aicc";
};

/// The observed range, widened on both sides by `ranges` times itself.
struct ObservedBand {
  double low = 0, high = 0;
  static ObservedBand of(std::span<const double> y, double ranges);
};

/// The form with the smallest criterion among those whose forecasts are sane: over the next max(13, season) periods the
/// mean and the 0.9 quantile stay finite and within the observed range widened by kSaneRanges; when none does, the
/// smallest criterion of all, whose forecasts the caller holds back. With a short season only forms that have it:
/// whether there is one was weighed in its profile, and the likelihood of a history that made its own profile says
/// nothing on it. Nothing when no form can be fitted. A high likelihood does not keep a multiplicative error with a
/// trend from a variance that explodes within the horizon.
std::optional<EtsFit> select_ets(std::span<const double> y, int season, const EtsChoice& choice);

}  // namespace demandcast
