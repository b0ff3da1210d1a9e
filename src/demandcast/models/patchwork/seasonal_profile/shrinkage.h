// How far a finer profile may leave the broader one behind it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/patchwork/seasonal_profile/series_year_sums.h"

namespace demandcast {

/// The variance of true ratios of demand to expectation around 1, by the method of moments: squared deviations less
/// their noise, each weighted by how well it is known. Empirical Bayes [Efron & Morris 1973].
class RatioVariance {
 public:
  void add(const YearSums& sums);
  double value() const;  ///< at least 0; 0 where nothing was added

 private:
  double excess_ = 0, weight_ = 0;
};

/// `index` times the ratio of demand to expectation at each position, the ratio drawn towards 1 by
/// signal / (signal + noise).
std::vector<double> shrunk_index(std::span<const double> index, const YearSums& sums, double signal);

/// Adds sums of one series to those of many, in multiples of `quantum` (ordered_sum.h).
void add_sums(const YearSums& from, double quantum, YearSums& to);

}  // namespace demandcast
