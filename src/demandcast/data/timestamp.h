// Points in time, as text and as numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace demandcast {

/// Seconds since 1970-01-01 00:00 of the proleptic Gregorian calendar, without time zone; in panels whose `ds` is an
/// integer, that integer.
using Timestamp = std::int64_t;

/// A civil date. Months and days count from 1.
struct Date {
  int year = 1970, month = 1, day = 1;
  auto operator<=>(const Date&) const = default;
};

Date date_of(Timestamp time);              ///< the day in which `time` lies
Timestamp timestamp_of(const Date& date);  ///< its midnight
int weekday_of(Timestamp time);            ///< 0 = Monday .. 6 = Sunday

/// "2026-11-24", "2026-11-24 13:45", "2026-11-24T13:45:00", "20261124", "2026/11/24", with a fraction of zero and a
/// trailing "Z" or "+00:00" allowed; nothing when the text is none of them, or no such day exists.
std::optional<Timestamp> parse_timestamp(std::string_view text);

/// "2026-11-24" at midnight, else "2026-11-24 13:45:00".
std::string format_timestamp(Timestamp time);

}  // namespace demandcast
