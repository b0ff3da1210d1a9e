// How much a series sells beside the others at the same cutoff, told of all of them before any is asked about.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <vector>

#include "demandcast/data/frequency.h"

namespace demandcast {

/// Ranks (series, cutoff) pairs by velocity and by volume (demand_traits.h): a rank is the share of the pairs of the
/// same cutoff below, ties at the middle of their ranks. Where series have cutoffs of their own (fewer than three
/// pairs to a cutoff), all pairs are ranked together. Holds two numbers per pair until `finish`, then a few per cutoff.
class DemandRanks {
 public:
  void add(Period cutoff, double velocity, double volume);
  /// Once every pair that will be scored has been added.
  void finish();

  /// 0, 1, 2: slow, medium, fast.
  std::size_t velocity_group(Period cutoff, double velocity) const { return group(0, cutoff, velocity); }
  /// 0 to 4: bottom half, 50-90 %, 90-99 %, 99-99.9 %, top 0.1 %.
  std::size_t scale_group(Period cutoff, double volume) const { return group(1, cutoff, volume); }

 private:
  using Numbers = std::vector<double>;
  std::size_t group(std::size_t trait, Period cutoff, double value) const;

  std::size_t pairs_ = 0;
  bool together_ = false;
  std::map<Period, std::array<Numbers, 2>> values_;
  std::map<Period, std::array<Numbers, 2>> lowest_;  ///< [trait][cut] the lowest value whose rank reaches the cut
};

}  // namespace demandcast
