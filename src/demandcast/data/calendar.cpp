// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/calendar.h"

#include <algorithm>
#include <cstdlib>

#include "demandcast/core/error.h"
#include "demandcast/data/holidays.h"
#include "demandcast/data/moving_holidays.h"

namespace demandcast {
namespace {

constexpr Timestamp kDay = 86400;

Timestamp midnight(Timestamp time) { return timestamp_of(date_of(time)); }

}  // namespace

DaySpan days_of(const Frequency& frequency, Period period) {
  const FrequencyUnit unit = frequency.unit();
  if (unit == FrequencyUnit::kInteger) {
    throw ConfigError("integer periods lie on no calendar; wanted dates, or leave out what the calendar gives");
  }
  const Timestamp date = frequency.timestamp_of(period);
  if (unit == FrequencyUnit::kMinute || unit == FrequencyUnit::kHour) {
    return {midnight(date), std::max(midnight(date), midnight(frequency.timestamp_of(period + 1) - 1)) + kDay};
  }
  if (unit == FrequencyUnit::kWeek || frequency.dated_at_end()) {
    return {frequency.timestamp_of(period - 1) + kDay, date + kDay};
  }
  return {date, frequency.timestamp_of(period + 1)};
}

Timestamp end_of_period(const Frequency& frequency, Period period) {
  const FrequencyUnit unit = frequency.unit();
  const bool next_begins =
      unit == FrequencyUnit::kInteger || unit == FrequencyUnit::kMinute || unit == FrequencyUnit::kHour;
  return next_begins ? frequency.timestamp_of(period + 1) : days_of(frequency, period).end;
}

double fraction_of_year(Timestamp day) {
  const int year = date_of(day).year;
  const Timestamp start = timestamp_of({year, 1, 1}), end = timestamp_of({year + 1, 1, 1});
  return static_cast<double>(midnight(day) - start) / static_cast<double>(end - start);
}

int iso_week(Timestamp day) {
  const Timestamp thursday = midnight(day) + kDay * (3 - weekday_of(day));
  const Timestamp start = timestamp_of({date_of(thursday).year, 1, 1});
  return static_cast<int>((thursday - start) / (7 * kDay)) + 1;
}

PeriodCalendar calendar_of(const Frequency& frequency, Period period) {
  const DaySpan span = days_of(frequency, period);
  const Timestamp middle = span.first + kDay * ((span.count() - 1) / 2);
  const Date date = date_of(middle);
  PeriodCalendar calendar;
  calendar.fraction_of_year = fraction_of_year(middle);
  calendar.week = iso_week(middle);
  calendar.month = date.month;
  calendar.day_of_month = date.day;
  if (span.count() == 1) calendar.weekday = weekday_of(middle);
  if (frequency.unit() == FrequencyUnit::kMinute || frequency.unit() == FrequencyUnit::kHour) {
    const Timestamp time = frequency.timestamp_of(period);
    calendar.hour = static_cast<int>((time - midnight(time)) / 3600);
  }
  return calendar;
}

std::int64_t periods_to_day(const Frequency& frequency, Period from, Timestamp day) {
  const DaySpan here = days_of(frequency, from);
  if (day >= here.first && day < here.end) return 0;
  const Timestamp date = frequency.timestamp_of(from);
  const Timestamp length = std::max<Timestamp>(1, frequency.timestamp_of(from + 1) - date);
  Period there = from + (day - date) / length;  // months and years differ in length: walk the rest
  if (day >= here.end) {
    while (days_of(frequency, there).end <= day) ++there;
    while (days_of(frequency, there - 1).end > day) --there;
  } else {
    while (days_of(frequency, there).first > day) --there;
    while (days_of(frequency, there + 1).first <= day) ++there;
  }
  return there - from;
}

std::int64_t periods_to_holiday(const Frequency& frequency, Period period, std::string_view name) {
  const DaySpan span = days_of(frequency, period);
  const int first = date_of(span.first).year - 1, last = date_of(span.end).year + 1;
  std::int64_t nearest = INT64_MAX;
  for (int year = last; year >= first; --year) {
    const std::int64_t distance = periods_to_day(frequency, period, moving_holiday(name, year));
    if (nearest == INT64_MAX || std::llabs(distance) < std::llabs(nearest)) nearest = distance;
  }
  return nearest;
}

int holiday_count(const Frequency& frequency, Period period, std::string_view country) {
  const DaySpan span = days_of(frequency, period);
  int count = 0;
  Timestamp before = span.first - kDay;
  for (const Holiday& holiday : holidays_between(country, span.first, span.end - kDay)) {
    count += holiday.day != before;
    before = holiday.day;
  }
  return count;
}

}  // namespace demandcast
