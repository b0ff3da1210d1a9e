// Whether a series has a season, and the classical decomposition that takes it out and puts it back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace demandcast {

enum class SeasonKind { kNone, kAdditive, kMultiplicative };

/// The gaps (NaN) of `y` on straight lines between their neighbours; after the last observed cell its value. `y` starts
/// with an observed cell.
std::vector<double> fill_gaps(std::span<const double> y);

/// The test of the theta literature: the autocorrelation at lag `season` against its 90 % limit,
///   |r_m| > 1.645 sqrt((1 + 2 sum_{k<m} r_k^2) / n)        [Fiorucci et al. 2016, 4.1; Bartlett's formula]
/// for seasons of at least 4 periods and histories of at least two seasons. No gaps in `y`. O(length season).
bool has_season(std::span<const double> y, int season);

/// Seasonal factors by position in the season.
struct ClassicalSeason {
  SeasonKind kind = SeasonKind::kNone;
  std::vector<double> factors;  ///< [calendar period mod season]; empty where there is no season

  double factor(std::int64_t period) const;
  double take_out(double y, std::int64_t period) const;
  double put_back(double level, std::int64_t period) const;
  /// What an error of the adjusted series weighs in the series itself.
  double weight(std::int64_t period) const { return kind == SeasonKind::kMultiplicative ? factor(period) : 1; }
};

/// The season of `y` (no gaps, at least two seasons; y[0] is of `first_period`): detrended by the centred moving
/// average, averaged by position, normed to mean 0 or 1. Multiplicative on request becomes additive where the series is
/// not positive or a factor falls below 0.01. O(length).
ClassicalSeason classical_season(std::span<const double> y, int season, SeasonKind kind, std::int64_t first_period);

}  // namespace demandcast
