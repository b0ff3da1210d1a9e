// One series against a profile: what it sold at each position of the year, and what its level alone would have given.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/data/panel_view.h"
#include "demandcast/models/patchwork/seasonal_profile/year_calendar.h"

namespace demandcast {

/// Sums by position of the year, over observed cells up to the origin; cells near a feast count for its place alone.
struct YearSums {
  std::vector<double> demand;    ///< [position]
  std::vector<double> expected;  ///< [position] level times index
  std::vector<double> level;     ///< [position] level alone; of a feast's places, level times the index of the week
  std::vector<double> variance;  ///< [position] of `demand` around `expected`
  double dispersion = 0;         ///< variance over expectation, as the series' weeks scatter; of sums of many: 0
};

/// What is held against a series.
struct YearShape {
  std::vector<double> index;  ///< [position] of the calendar's
  double growth = 1;          ///< of a level over one year
};

/// The series has a level of its own in each year counted back from the origin, which grows within it: the one with
/// which demand and expectation agree over that year, so that growth is not taken for season. Years with fewer than
/// four observed cells or without demand are left out. Negative demand counts as zero. Of days, weekdays have factors
/// of their own. How weeks scatter comes from how a year differs from the others in the same weeks, feasts left out:
/// what repeats each year is a season, whether the index has it or not, and what does not is noise, however slow. Where
/// there is one year, weeks are held against their neighbours. O(length log positions).
YearSums year_sums(const SeriesView& series, const YearShape& shape, const YearCalendar& calendar);

/// Demand of the last year before a series' origin and of the year before that; zero both where not nine tenths of the
/// periods of both were observed.
struct TwoYears {
  double last = 0, before = 0;
};
TwoYears two_years(const SeriesView& series);

/// Demand of all periods that were observed as well as those a year before them, and of these; zero both where there
/// are fewer than four.
TwoYears year_pairs(const SeriesView& series);

}  // namespace demandcast
