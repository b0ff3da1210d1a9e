// What is known of one series at its origin, as figures with names: what rules ask for and errors are broken down by.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <span>
#include <string_view>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// Facts of the history up to the origin; NaN = not known. "Recent" is the last season, at least 28 periods
/// (recent_periods); censored cells count as not known.
struct SeriesFacts {
  static constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

  double age = 0;                        ///< periods since the first sale; 0, too, where nothing was sold yet
  double years = kNotKnown;              ///< the same in years; not known where periods are integers
  double history = 0;                    ///< observed periods
  double intermittence = kNotKnown;      ///< share of the recent observed periods without a sale
  double velocity = 0;                   ///< mean demand of the recent observed periods; 0 without any
  double interval = kNotKnown;           ///< observed periods from the first sale on per period with a sale
  double seasonal_strength = kNotKnown;  ///< see seasonal_strength(); not known below three seasons of history
  double month = kNotKnown;              ///< 1 to 12, of the origin; not known where periods are integers
  std::string_view pattern;              ///< "smooth", "erratic", "intermittent", "lumpy" or "no sales" (demand_class)
};

/// `season` in periods. Cells after the origin are not read. O(history).
SeriesFacts series_facts(const SeriesView& series, int season);

/// A fact that is a number, by its name.
struct NumberFact {
  std::string_view name;
  double SeriesFacts::* value;
};
std::span<const NumberFact> number_facts();

/// The name of SeriesFacts::years, which is the age in another unit.
inline constexpr std::string_view kYearsFact = "years";

/// The name of SeriesFacts::pattern.
inline constexpr std::string_view kPatternFact = "pattern";

}  // namespace demandcast
