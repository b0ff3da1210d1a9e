// What the calendar says of a period: which days it holds, where in the year they lie, how far holidays are.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

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
/// day holds the day in which it lies. Every function below is on these days. All throw ConfigError for integer
/// periods, which lie on no calendar.
DaySpan days_of(const Frequency& frequency, Period period);

/// The instant at which `period` is over: the midnight behind the days it holds, for periods shorter than a day the
/// next one's date, for integers the next one's number (throws nothing for them).
Timestamp end_of_period(const Frequency& frequency, Period period);

/// Where in its year the day lies, in [0, 1): 0 on 1 January, (days since) / (365 or 366).
double fraction_of_year(Timestamp day);

/// Week 1..53 by ISO 8601: weeks begin on Monday, week 1 holds the first Thursday of January.
int iso_week(Timestamp day);

/// Where a period lies. A period of several days is placed by its middle day, the earlier of two.
struct PeriodCalendar {
  double fraction_of_year = 0;  ///< [0, 1)
  int week = 1;                 ///< iso_week
  int month = 1;                ///< 1..12
  int day_of_month = 1;         ///< 1..31
  int weekday = -1;             ///< 0 = Monday .. 6; -1 for periods longer than a day
  int hour = -1;                ///< 0..23 for periods shorter than a day; -1 for others
};
PeriodCalendar calendar_of(const Frequency& frequency, Period period);

/// Periods from `period` to the one that holds the nearest holiday `name` (see moving_holiday_names): 0 when it is this
/// one, 3 when it comes three periods later, -2 when it was two periods ago; of two at the same distance, the one to
/// come. Throws ConfigError for an unknown name. O(1).
std::int64_t periods_to_holiday(const Frequency& frequency, Period period, std::string_view name);

/// Periods from `from` to the nearest one that holds `day`, a midnight: to the first that does when it lies ahead, else
/// to the last. Those shorter than a day share it.
std::int64_t periods_to_day(const Frequency& frequency, Period from, Timestamp day);

/// Days of the period that are public holidays of `country`. Errors as holidays_between.
int holiday_count(const Frequency& frequency, Period period, std::string_view country);

}  // namespace demandcast
