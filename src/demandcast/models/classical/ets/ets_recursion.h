// One step of exponential smoothing, written once for all forms.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "demandcast/models/classical/ets/ets_weights.h"

namespace demandcast {

/// The recursion of Hyndman et al. 2008, table 2.1, in error-correction form of the observation: given y, the states do
/// not depend on the kind of error. Compile-time form, so that the loops around it are tight.
template <EtsComponent kTrend, EtsComponent kSeason>
struct EtsStep {
  static constexpr bool kHasTrend = kTrend != EtsComponent::kNone;
  static constexpr bool kHasSeason = kSeason != EtsComponent::kNone;
  static constexpr bool kTrendMultiplies = kTrend == EtsComponent::kMultiplicative;
  static constexpr bool kSeasonMultiplies = kSeason == EtsComponent::kMultiplicative;

  /// What the growth brings in this period: phi b, or b^phi.
  static double damped_growth(double growth, double phi) {
    if constexpr (kTrendMultiplies) return phi == 1 ? growth : std::pow(growth, phi);
    return phi * growth;
  }
  /// Level before the season: q = l + phi b, or l b^phi.
  static double base(double level, double damped) {
    if constexpr (kTrendMultiplies) return level * damped;
    if constexpr (kHasTrend) return level + damped;
    return level;
  }
  static double forecast(double base, double season) {
    if constexpr (kSeasonMultiplies) return base * season;
    if constexpr (kHasSeason) return base + season;
    return base;
  }
  /// y without its season.
  static double adjusted(double y, double season) {
    if constexpr (kSeasonMultiplies) return y / season;
    if constexpr (kHasSeason) return y - season;
    return y;
  }
  /// Moves level, growth and the season's state of this period on to the next period after `y` was seen.
  static void update(const EtsWeights& w, double y, double base, double damped, double& level, double& growth,
                     double& season) {
    const double before = level;
    level = base + w.alpha * (adjusted(y, season) - base);
    if constexpr (kHasTrend) {
      const double seen = kTrendMultiplies ? level / before : level - before;
      growth = damped + w.beta_star * (seen - damped);
    }
    if constexpr (kHasSeason) season += w.gamma * ((kSeasonMultiplies ? y / base : y - base) - season);
  }
  /// The same for a period that was not observed: as if the forecast had come true.
  static void skip(double base, double damped, double& level, double& growth) {
    level = base;
    if constexpr (kHasTrend) growth = damped;
  }
};

/// Calls body.template operator()<trend, season>() for the form's components.
template <class Body>
decltype(auto) with_ets_components(const EtsForm& form, const Body& body) {
  using enum EtsComponent;
  const auto with_trend = [&]<EtsComponent kTrend>() -> decltype(auto) {
    if (form.season == kNone) return body.template operator()<kTrend, kNone>();
    if (form.season == kAdditive) return body.template operator()<kTrend, kAdditive>();
    return body.template operator()<kTrend, kMultiplicative>();
  };
  if (form.trend == kNone) return with_trend.template operator()<kNone>();
  if (form.trend == kAdditive) return with_trend.template operator()<kAdditive>();
  return with_trend.template operator()<kMultiplicative>();
}

}  // namespace demandcast
