// One series against a profile: what it sold at each position of the year, and what its level alone would have given.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// Sums by position of the year, over observed cells up to the origin.
struct YearSums {
  std::vector<double> demand;    ///< [position]
  std::vector<double> expected;  ///< [position] level times index
  std::vector<double> level;     ///< [position] level alone
  std::vector<double> variance;  ///< [position] of `demand` around `expected`, as the series' cells scatter
};

/// What is held against a series.
struct YearShape {
  std::vector<double> index;  ///< [position]
  double growth = 1;          ///< of a level over one year
};

/// The series has a level of its own in each year counted back from the origin, which grows within it: the one with
/// which demand and expectation agree over that year, so that growth is not taken for season. Years with fewer than
/// four observed cells or without demand are left out. Negative demand counts as zero. O(length).
YearSums year_sums(const SeriesView& series, const YearShape& shape);

/// Demand of the last year before a series' origin and of the year before that; zero both where not nine tenths of the
/// periods of both were observed.
struct TwoYears {
  double last = 0, before = 0;
};
TwoYears two_years(const SeriesView& series);

}  // namespace demandcast
