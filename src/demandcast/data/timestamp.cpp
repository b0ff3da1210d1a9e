// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/timestamp.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace demandcast {
namespace {

namespace chrono = std::chrono;

constexpr Timestamp kSecondsPerDay = 86400;

std::int64_t day_number(Timestamp time) {
  return time >= 0 ? time / kSecondsPerDay : -((-time + kSecondsPerDay - 1) / kSecondsPerDay);
}

/// Takes exactly `width` digits from the front of `text`.
bool take_digits(std::string_view& text, std::size_t width, int& value) {
  if (text.size() < width) return false;
  for (const char c : text.substr(0, width)) {
    if (c < '0' || c > '9') return false;
  }
  std::from_chars(text.data(), text.data() + width, value);
  text.remove_prefix(width);
  return true;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text, Date& date) {
  if (!take_digits(text, 4, date.year)) return false;
  const bool dashed = take(text, "-/");
  if (!take_digits(text, 2, date.month)) return false;
  if (dashed && !take(text, "-/")) return false;
  return take_digits(text, 2, date.day);
}

/// Seconds of "13:45", "13:45:30" or "13:45:30.000"; a fraction other than zero is refused.
bool take_time(std::string_view& text, Timestamp& seconds) {
  int hour = 0, minute = 0, second = 0;
  if (!take_digits(text, 2, hour) || !take(text, ":") || !take_digits(text, 2, minute)) return false;
  if (take(text, ":") && !take_digits(text, 2, second)) return false;
  if (take(text, ".")) {
    while (take(text, "0")) {
    }
  }
  seconds = hour * 3600 + minute * 60 + second;
  return hour < 24 && minute < 60 && second < 60;
}

chrono::year_month_day civil(const Date& date) {
  return chrono::year(date.year) / chrono::month(static_cast<unsigned>(date.month)) /
         chrono::day(static_cast<unsigned>(date.day));
}

}  // namespace

Date date_of(Timestamp time) {
  const chrono::year_month_day date{chrono::sys_days(chrono::days(day_number(time)))};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

Timestamp timestamp_of(const Date& date) {
  return chrono::sys_days(civil(date)).time_since_epoch().count() * kSecondsPerDay;
}

int weekday_of(Timestamp time) {
  const std::int64_t days = day_number(time) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(((days % 7) + 7) % 7);
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  Date date;
  Timestamp seconds = 0;
  if (!take_date(text, date) || !civil(date).ok()) return std::nullopt;
  if (!text.empty()) {
    if (!take(text, " T") || !take_time(text, seconds)) return std::nullopt;
    if (text == "Z" || text == "+00:00") text = {};
    if (!text.empty()) return std::nullopt;
  }
  return timestamp_of(date) + seconds;
}

std::string format_timestamp(Timestamp time) {
  const Date date = date_of(time);
  const Timestamp seconds = time - timestamp_of(date);
  auto day = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
  if (seconds == 0) return day;
  return fmt::format("{} {:02}:{:02}:{:02}", day, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace demandcast
