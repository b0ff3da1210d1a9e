// What became of series that a model could not forecast, and what is therefore to be expected of the next ones.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demandcast/models/calibrated/past/past_forecasts.h"
#include "demandcast/models/calibrated/past/pooled_samples.h"

namespace demandcast {

/// How little is known of a series, from not one observed cell to several periods of demand.
enum class Infancy : std::uint8_t { kNoHistory, kNoDemand, kOnePeriod, kTwoPeriods, kThreePeriods, kMore };
inline constexpr std::size_t kInfancies = 6;

/// By the observed cells since the first demand.
Infancy infancy(const SeriesView& series);

/// Gathers by step and infancy what came true of the forecasts that fell back: units where nothing had sold, else
/// multiples of the series' level (demand_level over `level_periods`).
void add_fallback_outcomes(const PastForecast& past, std::size_t level_periods, PooledSamples& outcomes);

/// The distribution of a series that fell back (too new, nothing sold yet) is that of what such series did at past
/// origins, in units or as multiples of its level. A step leans on all steps, an infancy on its kind (with demand or
/// without) with the weight k / (n + k) for n past forecasts, k = `min_outcomes`; the fallback's own guess counts as 2.
class FallbackOutcomes {
 public:
  FallbackOutcomes(const PooledSamples& outcomes, std::size_t level_periods, double min_outcomes);
  /// From numbers that were saved. Throws FormatError when their number is wrong.
  FallbackOutcomes(std::size_t steps, std::size_t level_periods, std::vector<double> numbers);

  /// Reshapes mean and quantiles of a series that fell back, at the levels of the forecast. Whole numbers if `counted`.
  void reshape(const SeriesView& series, bool counted, QuantileForecast& forecast) const;
  const std::vector<double>& numbers() const {
    return numbers_;
  }  ///< [infancy, step, guess's weight | mean | quantile]

 private:
  std::span<const double> row(std::size_t infancy, std::size_t step) const;

  std::size_t steps_, level_periods_;
  std::vector<double> numbers_;
};

}  // namespace demandcast
