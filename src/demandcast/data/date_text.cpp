// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/date_text.h"

#include <fmt/format.h>

#include <charconv>

#include "demandcast/data/number_text.h"

namespace demandcast {
namespace {

/// Takes digits, at most `most` of them, from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
  std::size_t width = 0;
  while (width < text.size() && width < most && text[width] >= '0' && text[width] <= '9') ++width;
  if (width == 0) return std::nullopt;
  int value = 0;
  std::from_chars(text.data(), text.data() + width, value);
  text.remove_prefix(width);
  return value;
}

/// "31.12.2024" taken apart: two numbers, a year, and what is behind.
struct Parts {
  int first = 0, second = 0, year = 0;
  char separator = '/';
  std::string_view rest;
};

std::optional<Parts> parts_of(std::string_view text) {
  Parts parts;
  const auto first = take_number(text, 2);
  if (!first || text.empty()) return std::nullopt;
  parts.separator = text.front();
  if (parts.separator != '.' && parts.separator != '/' && parts.separator != '-') return std::nullopt;
  text.remove_prefix(1);
  const auto second = take_number(text, 2);
  if (!second || !text.starts_with(parts.separator)) return std::nullopt;
  text.remove_prefix(1);
  const std::size_t before = text.size();
  const auto year = take_number(text, 4);
  if (!year || before - text.size() != 4) return std::nullopt;
  parts.first = *first;
  parts.second = *second;
  parts.year = *year;
  parts.rest = text;
  return parts;
}

std::optional<Timestamp> date_of_parts(const Parts& parts, DateOrder order) {
  const bool day_first = order == DateOrder::kDayFirst;
  const int day = day_first ? parts.first : parts.second, month = day_first ? parts.second : parts.first;
  return parse_timestamp(fmt::format("{:04}-{:02}-{:02}{}", parts.year, month, day, parts.rest));
}

}  // namespace

std::optional<Timestamp> parse_date(std::string_view text, DateOrder order) {
  text = trimmed(text);
  if (const auto time = parse_timestamp(text)) return time;
  if (order != DateOrder::kDayFirst && order != DateOrder::kMonthFirst) return std::nullopt;
  const auto parts = parts_of(text);
  return parts ? date_of_parts(*parts, order) : std::nullopt;
}

DateStyle find_date_style(std::span<const std::string> texts) {
  std::size_t day_first = 0, month_first = 0;
  std::string_view twofold;
  for (const std::string& text : texts) {
    const auto parts = parts_of(trimmed(text));
    if (!parts) continue;
    const auto day = date_of_parts(*parts, DateOrder::kDayFirst);
    const auto month = parts->separator == '.' ? std::nullopt : date_of_parts(*parts, DateOrder::kMonthFirst);
    day_first += day ? 1 : 0;
    month_first += month ? 1 : 0;
    if (day && month && *day != *month && twofold.empty()) twofold = text;
  }
  if (day_first == 0 && month_first == 0) return {};
  const DateOrder order = month_first > day_first ? DateOrder::kMonthFirst : DateOrder::kDayFirst;
  return {order, day_first == month_first && !twofold.empty(), twofold};
}

}  // namespace demandcast
