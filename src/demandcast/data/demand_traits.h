// What kind of demand a history shows: how much, how regular, since when, how seasonal.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace demandcast {

/// Traits of one series as known at a cutoff.
struct DemandTraits {
  double velocity = 0;        ///< mean demand of the recent observed periods; 0 without any
  double volume = 0;          ///< demand of the recent observed periods, summed
  double interval = 0;        ///< observed periods from the first sale on per period with a sale; 0 without a sale
  double size_variation = 0;  ///< squared coefficient of variation of the demands above 0; 0 for a single one
  std::optional<std::size_t> since_launch;  ///< periods from the first sale to the cutoff; nothing without a sale
  std::optional<double> seasonal_strength;  ///< see seasonal_strength()
};

/// How many periods count as recent: a season, at least 28.
std::size_t recent_periods(int season);

/// `y` [time] up to the cutoff, NaN where demand is not known. O(time).
DemandTraits demand_traits(std::span<const double> y, int season);

/// Share of the variance around the trend that the season explains, 0 to 1, after [Wang, Smith & Hyndman 2006]: the
/// trend is the centred moving average over a season, the season the mean of each phase; in degrees of freedom (an
/// adjusted R^2), because with few cycles the phases' means would explain much of pure noise. Nothing for a season of
/// 1, fewer than three seasons of history, or a history that does not vary.
std::optional<double> seasonal_strength(std::span<const double> y, int season);

/// "smooth", "erratic", "intermittent" or "lumpy" by an interval of 1.32 and a size variation of 0.49 [Syntetos, Boylan
/// & Croston 2005]; "no sales" where nothing was sold.
std::string_view demand_class(const DemandTraits& traits);

}  // namespace demandcast
