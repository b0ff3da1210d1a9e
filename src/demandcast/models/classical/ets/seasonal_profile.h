// The seasonal pattern of a series, found without a model: where the search starts, and what long seasons keep.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace demandcast {

struct SeasonalProfile {
  std::vector<double> season;  ///< [phase] of y[0], y[1], ...; sums to 0, or to the season's length when multiplicative
  double freedom = 0;          ///< effective number of parameters: the trace of the linear map from data to profile
};

/// Backfits a trend (running lines over one season) and phase means, on differences or ratios; NaN cells are left out.
/// With `shrink` each phase mean is drawn towards none by tau^2 / (tau^2 + sigma^2 / n), the share of its variance that
/// is not noise (empirical Bayes, Efron & Morris 1973): with two or three years of weeks a raw profile is half noise.
/// The factors are also its effective parameters. At least one observed cell per phase is wanted; a phase without one
/// is neutral. O(time * season).
SeasonalProfile seasonal_profile(std::span<const double> y, int season, bool multiplicative, bool shrink);

}  // namespace demandcast
