// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/calendar.h"

#include "demandcast/core/error.h"

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
  if (unit == FrequencyUnit::kMinute || unit == FrequencyUnit::kHour) return {midnight(date), midnight(date) + kDay};
  if (unit == FrequencyUnit::kWeek || frequency.dated_at_end()) {
    return {frequency.timestamp_of(period - 1) + kDay, date + kDay};
  }
  return {date, frequency.timestamp_of(period + 1)};
}

double fraction_of_year(Timestamp day) {
  const int year = date_of(day).year;
  const Timestamp start = timestamp_of({year, 1, 1}), end = timestamp_of({year + 1, 1, 1});
  return static_cast<double>(midnight(day) - start) / static_cast<double>(end - start);
}

}  // namespace demandcast
