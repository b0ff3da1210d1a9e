// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/moving_holidays.h"

#include <cstdlib>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

constexpr Timestamp kDay = 86400;
constexpr int kThursday = 3, kMonday = 0, kSunday = 6;

int days_in_month(int year, int month) {
  const Date next = month == 12 ? Date{year + 1, 1, 1} : Date{year, month + 1, 1};
  return static_cast<int>((timestamp_of(next) - timestamp_of({year, month, 1})) / kDay);
}

}  // namespace

Date easter_sunday(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int g = (b - (b + 8) / 25 + 1) / 3;
  const int h = (19 * a + b - b / 4 - g + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int sum = h + l - 7 * m + 114;
  return {year, sum / 31, sum % 31 + 1};
}

Date nth_weekday(int year, int month, int weekday, int nth) {
  if (nth < 0) {
    const int last = days_in_month(year, month);
    return {year, month, last - (weekday_of(timestamp_of({year, month, last})) - weekday + 7) % 7};
  }
  const int first = weekday_of(timestamp_of({year, month, 1}));
  return {year, month, 1 + (weekday - first + 7) % 7 + 7 * (nth - 1)};
}

const std::vector<std::string>& moving_holiday_names() {
  static const std::vector<std::string> names{"easter",    "mothers_day",  "fathers_day",
                                              "labor_day", "thanksgiving", "black_friday"};
  return names;
}

Timestamp moving_holiday(std::string_view name, int year) {
  if (name == "easter") return timestamp_of(easter_sunday(year));
  if (name == "mothers_day") return timestamp_of(nth_weekday(year, 5, kSunday, 2));
  if (name == "fathers_day") return timestamp_of(nth_weekday(year, 6, kSunday, 3));
  if (name == "labor_day") return timestamp_of(nth_weekday(year, 9, kMonday, 1));
  if (name == "thanksgiving") return timestamp_of(nth_weekday(year, 11, kThursday, 4));
  if (name == "black_friday") return timestamp_of(nth_weekday(year, 11, kThursday, 4)) + kDay;
  throw ConfigError(unknown_name_message("moving holiday", name, moving_holiday_names()));
}

Timestamp nearest_moving_holiday(std::string_view name, Timestamp day) {
  const int year = date_of(day).year;
  Timestamp best = moving_holiday(name, year - 1);
  for (const int candidate : {year, year + 1}) {
    const Timestamp other = moving_holiday(name, candidate);
    if (std::llabs(other - day) < std::llabs(best - day)) best = other;
  }
  return best;
}

}  // namespace demandcast
