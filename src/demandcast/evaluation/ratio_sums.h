// A ratio of two sums over forecasts that go together by series, cutoff and date, with its standard error, from sums
// that add up.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <utility>

#include "demandcast/data/frequency.h"

namespace demandcast {

/// A figure and how far it may lie from what other series and dates would show; NaN where it is not defined, error and
/// band also where fewer than three blocks of time tell nothing.
struct Estimate {
  static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
  double value = kUnknown;
  double error = kUnknown;                 ///< standard error
  double low = kUnknown, high = kUnknown;  ///< 95 %
};

/// The sum of `above` over that of `below`, which is at least zero in each term: docs/metrics.md, "Bands of coverage".
struct RatioSums {
  struct Term {
    double above = 0, below = 0;
    void add(const Term& more) {
      above += more.above;
      below += more.below;
    }
  };

  Term total;
  double squared_above = 0, crossed = 0, squared_below = 0;  ///< sums over series, of their sums
  std::map<std::pair<Period, Period>, Term> by_cell;         ///< one date of one cutoff

  /// Adds what the terms of one series sum up to.
  void add_series(const Term& series);
  /// Adds those of other series.
  void add(const RatioSums& part);
  Estimate estimate() const;
};

}  // namespace demandcast
