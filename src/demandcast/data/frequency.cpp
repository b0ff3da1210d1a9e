// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/frequency.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"};
constexpr std::array<std::string_view, 12> kMonths = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                      "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr Timestamp kMinute = 60, kHour = 3600, kDay = 86400, kWeek = 7 * kDay;
constexpr int kSunday = 6;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

/// Months since January 1970.
std::int64_t month_number(const Date& date) {
  return (static_cast<std::int64_t>(date.year) - 1970) * 12 + date.month - 1;
}

Timestamp start_of_month(std::int64_t month) {
  const std::int64_t year = floor_div(month, 12);
  return timestamp_of({static_cast<int>(year + 1970), static_cast<int>(month - year * 12) + 1, 1});
}

Timestamp date_of_month(std::int64_t month, bool at_end) {
  return at_end ? start_of_month(month + 1) - kDay : start_of_month(month);
}

int months_per_unit(FrequencyUnit unit) {
  switch (unit) {
    case FrequencyUnit::kMonth:
      return 1;
    case FrequencyUnit::kQuarter:
      return 3;
    case FrequencyUnit::kYear:
      return 12;
    default:
      return 0;
  }
}

Timestamp seconds_per_unit(FrequencyUnit unit) {
  switch (unit) {
    case FrequencyUnit::kMinute:
      return kMinute;
    case FrequencyUnit::kHour:
      return kHour;
    case FrequencyUnit::kDay:
      return kDay;
    case FrequencyUnit::kWeek:
      return kWeek;
    default:
      return 1;  // integers
  }
}

/// A weekly grid counts from the first such weekday of 1970: Thursday the 1st is weekday 3.
Timestamp origin_of_week(int weekday) { return ((weekday - 3 + 7) % 7) * kDay; }

struct Spelling {
  std::string_view text;
  FrequencyUnit unit;
  bool at_end;
};

constexpr std::array<Spelling, 22> kSpellings = {{
    {"D", FrequencyUnit::kDay, false},     {"W", FrequencyUnit::kWeek, false},
    {"MS", FrequencyUnit::kMonth, false},  {"ME", FrequencyUnit::kMonth, true},
    {"M", FrequencyUnit::kMonth, true},    {"QS", FrequencyUnit::kQuarter, false},
    {"QE", FrequencyUnit::kQuarter, true}, {"Q", FrequencyUnit::kQuarter, true},
    {"YS", FrequencyUnit::kYear, false},   {"AS", FrequencyUnit::kYear, false},
    {"YE", FrequencyUnit::kYear, true},    {"Y", FrequencyUnit::kYear, true},
    {"A", FrequencyUnit::kYear, true},     {"h", FrequencyUnit::kHour, false},
    {"H", FrequencyUnit::kHour, false},    {"min", FrequencyUnit::kMinute, false},
    {"T", FrequencyUnit::kMinute, false},  {"", FrequencyUnit::kInteger, false},
    {"d", FrequencyUnit::kDay, false},     {"w", FrequencyUnit::kWeek, false},
    {"mo", FrequencyUnit::kMonth, false},  {"y", FrequencyUnit::kYear, false},
}};

[[noreturn]] void unknown_spelling(std::string_view spelling) {
  throw ConfigError(
      fmt::format("unknown frequency \"{}\"; known: D, W-MON .. W-SUN, MS, ME, QS, QE, YS, YE, h, min, 1 "
                  "(integers), with a multiple in front (\"2W-MON\", \"15min\") or a month behind (\"QS-FEB\")",
                  spelling));
}

template <std::size_t Size>
int index_of(const std::array<std::string_view, Size>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

}  // namespace

Frequency Frequency::parse(std::string_view spelling) {
  Frequency frequency;
  std::string_view rest = spelling;
  const auto [stopped, error] = std::from_chars(rest.data(), rest.data() + rest.size(), frequency.multiple_);
  if (error != std::errc{}) frequency.multiple_ = 1;
  if (error == std::errc{}) rest.remove_prefix(static_cast<std::size_t>(stopped - rest.data()));
  if (frequency.multiple_ < 1 || spelling.empty()) unknown_spelling(spelling);

  const auto dash = rest.find('-');
  const std::string_view word = rest.substr(0, dash), anchor = dash == rest.npos ? "" : rest.substr(dash + 1);
  const auto known =
      std::find_if(kSpellings.begin(), kSpellings.end(), [&](const Spelling& s) { return s.text == word; });
  if (known == kSpellings.end()) unknown_spelling(spelling);
  frequency.unit_ = known->unit;
  frequency.at_end_ = known->at_end;

  const bool weekly = frequency.unit_ == FrequencyUnit::kWeek;
  const bool yearly = frequency.unit_ == FrequencyUnit::kQuarter || frequency.unit_ == FrequencyUnit::kYear;
  if (weekly) frequency.anchor_ = anchor.empty() ? kSunday : index_of(kWeekdays, anchor);
  if (yearly) frequency.anchor_ = anchor.empty() ? (frequency.at_end_ ? 12 : 1) : index_of(kMonths, anchor) + 1;
  const bool anchor_known = weekly ? frequency.anchor_ >= 0 : yearly ? frequency.anchor_ >= 1 : anchor.empty();
  if (!anchor_known) unknown_spelling(spelling);
  if (yearly) {  // the grid is a matter of the anchor month modulo the unit; the dated month is what counts
    frequency.phase_ = (frequency.anchor_ - 1) % months_per_unit(frequency.unit_);
  }
  return frequency;
}

std::optional<Period> Frequency::period_at(Timestamp time) const {
  std::int64_t count = 0;
  if (const int months = months_per_unit(unit_)) {
    const std::int64_t month = month_number(date_of(time));
    if (date_of_month(month, at_end_) != time) return std::nullopt;
    count = month - phase_;
    if (count % (static_cast<std::int64_t>(months) * multiple_) != 0) return std::nullopt;
    return count / (static_cast<std::int64_t>(months) * multiple_);
  }
  const Timestamp step = seconds_per_unit(unit_) * multiple_;
  count = time - (unit_ == FrequencyUnit::kWeek ? origin_of_week(anchor_) : 0) - phase_ * seconds_per_unit(unit_);
  if (count % step != 0) return std::nullopt;
  return count / step;
}

Timestamp Frequency::timestamp_of(Period period) const {
  if (const int months = months_per_unit(unit_)) {
    return date_of_month(period * months * multiple_ + phase_, at_end_);
  }
  const Timestamp unit = seconds_per_unit(unit_);
  return (unit_ == FrequencyUnit::kWeek ? origin_of_week(anchor_) : 0) + phase_ * unit + period * unit * multiple_;
}

Frequency Frequency::aligned_to(Timestamp time) const {
  Frequency aligned = *this;
  if (const int months = months_per_unit(unit_)) {
    const std::int64_t month = month_number(date_of(time)), step = static_cast<std::int64_t>(months) * multiple_;
    if (date_of_month(month, at_end_) != time || (month - phase_) % months != 0) return *this;
    aligned.phase_ = month - floor_div(month, step) * step;
    return aligned;
  }
  const Timestamp unit = seconds_per_unit(unit_);
  const Timestamp since = time - (unit_ == FrequencyUnit::kWeek ? origin_of_week(anchor_) : 0);
  if (since % unit != 0) return *this;
  aligned.phase_ = since / unit - floor_div(since / unit, multiple_) * multiple_;
  return aligned;
}

std::string Frequency::name() const {
  const std::string front = multiple_ == 1 ? "" : std::to_string(multiple_);
  const auto month = [&](std::string_view word, int usual) {
    return anchor_ == usual ? fmt::format("{}{}", front, word)
                            : fmt::format("{}{}-{}", front, word, kMonths[static_cast<std::size_t>(anchor_) - 1]);
  };
  switch (unit_) {
    case FrequencyUnit::kInteger:
      return std::to_string(multiple_);
    case FrequencyUnit::kMinute:
      return front + "min";
    case FrequencyUnit::kHour:
      return front + "h";
    case FrequencyUnit::kDay:
      return front + "D";
    case FrequencyUnit::kWeek:
      return fmt::format("{}W-{}", front, kWeekdays[static_cast<std::size_t>(anchor_)]);
    case FrequencyUnit::kMonth:
      return front + (at_end_ ? "ME" : "MS");
    case FrequencyUnit::kQuarter:
      return at_end_ ? month("QE", 12) : month("QS", 1);
    case FrequencyUnit::kYear:
      return at_end_ ? month("YE", 12) : month("YS", 1);
  }
  return "";
}

std::string Frequency::format(Period period) const {
  const Timestamp time = timestamp_of(period);
  return unit_ == FrequencyUnit::kInteger ? std::to_string(time) : format_timestamp(time);
}

int Frequency::default_season() const {
  const auto whole = [&](int periods) { return std::max(1, periods / multiple_); };
  switch (unit_) {
    case FrequencyUnit::kInteger:
      return 1;
    case FrequencyUnit::kMinute:
      return whole(24 * 60);
    case FrequencyUnit::kHour:
      return whole(24);
    case FrequencyUnit::kDay:
      return whole(7);
    case FrequencyUnit::kWeek:
      return whole(52);
    case FrequencyUnit::kMonth:
      return whole(12);
    case FrequencyUnit::kQuarter:
      return whole(4);
    case FrequencyUnit::kYear:
      return 1;
  }
  return 1;
}

std::string Frequency::period_word() const {
  switch (unit_) {
    case FrequencyUnit::kInteger:
      return "step";
    case FrequencyUnit::kMinute:
      return multiple_ == 1 ? "minute" : fmt::format("{} minutes", multiple_);
    case FrequencyUnit::kHour:
      return "hour";
    case FrequencyUnit::kDay:
      return "day";
    case FrequencyUnit::kWeek:
      return "week";
    case FrequencyUnit::kMonth:
      return "month";
    case FrequencyUnit::kQuarter:
      return "quarter";
    case FrequencyUnit::kYear:
      return "year";
  }
  return "";
}

}  // namespace demandcast
