// What the calendar says of a period: which days it holds, and where in the year they lie.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/frequency.h"
#include "demandcast/data/timestamp.h"

namespace demandcast {

/// Midnights: from `first` to before `end`.
struct DaySpan {
  Timestamp first = 0, end = 0;
  int count() const { return static_cast<int>((end - first) / 86400); }
};

/// The days that `period` holds. Weeks, and months, quarters and years dated at their end, run from the day after the
/// period before to their own date; other periods from their date to the day before the next. A period shorter than a
/// day holds the day in which it lies. Throws ConfigError for integer periods, which lie on no calendar.
DaySpan days_of(const Frequency& frequency, Period period);

/// Where in its year the day lies, in [0, 1): 0 on 1 January, (days since) / (365 or 366).
double fraction_of_year(Timestamp day);

}  // namespace demandcast
