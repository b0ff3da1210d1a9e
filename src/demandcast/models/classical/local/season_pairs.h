// The periods that a history holds twice, a season apart, and what they tell.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace demandcast {

/// Pairs (y[t], y[t + season]) in the order of time, those with a NaN left out. Not for fewer than two pairs:
/// `growth`, `noise` and `season_chance`.
class SeasonPairs {
 public:
  SeasonPairs(std::span<const double> y, std::size_t season);

  std::size_t size() const { return first_.size(); }
  /// Mean difference of the second passage from the first.
  double growth() const { return growth_; }
  /// Variance of an observation around its phase: half that of the differences.
  double noise() const;
  /// Posterior probability that there is a season, given how far the passages agree (short_season.h, step 3); 0 when
  /// they do not. O(size^2).
  double season_chance() const;

 private:
  std::vector<double> first_, second_;  // centred
  double growth_ = 0;
};

}  // namespace demandcast
