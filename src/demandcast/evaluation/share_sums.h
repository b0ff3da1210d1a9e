// How far a share of rows may lie from what other series and other dates would show, from sums that add up.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "demandcast/data/frequency.h"

namespace demandcast {

/// Of one share; all NaN where fewer than three blocks of time, or no difference between rows, tell nothing.
struct ShareBand {
  static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
  double error = kUnknown;                 ///< standard error
  double low = kUnknown, high = kUnknown;  ///< 95 %, within [0, 1]
};

/// Counts of several properties of rows (inside the interval, below the quantile), of which those of one series, of one
/// cutoff and of one date go together: docs/metrics.md, "Bands of coverage". All are whole numbers, so that sums of
/// parts are exact in any order. The variance is what a bootstrap that draws series, and one that draws blocks of time,
/// give with infinitely many draws, added: no random number is drawn.
struct ShareSums {
  using Counts = std::vector<std::int64_t>;  ///< [1 + property] rows, then those that have the property

  Counts total;
  std::int64_t squared_rows = 0;               ///< sum over series of rows^2
  std::vector<std::int64_t> squared, crossed;  ///< [property] sum over series of count^2, of count * rows
  std::map<Period, Counts> by_cutoff, by_date;
  std::map<std::pair<Period, Period>, Counts> by_cell;  ///< one date of one cutoff

  /// Adds the counts of one series.
  void add_series(const Counts& counts);
  /// Adds those of other series.
  void add(const ShareSums& part);
  double share(std::size_t property) const;
  ShareBand band(std::size_t property) const;
};

}  // namespace demandcast
