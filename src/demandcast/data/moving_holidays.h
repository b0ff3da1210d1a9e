// Holidays of retail whose date moves from year to year, by rule.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demandcast/data/timestamp.h"

namespace demandcast {

/// Easter Sunday of the Gregorian calendar, years 1583 on [Meeus 1991, "Astronomical Algorithms", ch. 8; the anonymous
/// rule printed in Nature 13, 1876, p. 487].
Date easter_sunday(int year);

/// The day of the `nth` (1..5) `weekday` (0 = Monday) of a month; `nth` = -1: the last one.
Date nth_weekday(int year, int month, int weekday, int nth);

/// Names that `moving_holiday` knows: "easter", "mothers_day" (second Sunday of May), "thanksgiving" (fourth Thursday
/// of November), "black_friday" (the day after), "fathers_day" (third Sunday of June), "labor_day" (first Monday of
/// September).
const std::vector<std::string>& moving_holiday_names();

/// Midnight of that holiday in `year`. Throws ConfigError that lists the known names and the nearest.
Timestamp moving_holiday(std::string_view name, int year);

/// The holiday of `name` nearest to `day`, of any year; the earlier of two at the same distance.
Timestamp nearest_moving_holiday(std::string_view name, Timestamp day);

}  // namespace demandcast
