// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/distinct_dates.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/data/date_text.h"

namespace demandcast {
namespace {

/// Whether most integers are days such as 20240131.
bool mostly_days(const std::vector<std::int64_t>& values) {
  const auto days = std::ranges::count_if(values, [](auto value) { return day_of_digits(value).has_value(); });
  return 2 * days > std::ssize(values);
}

bool counts_integers(const DataSource& source) {
  return !source.frequency.empty() && Frequency::parse(source.frequency).unit() == FrequencyUnit::kInteger;
}

/// Calls code(value) for each value, the last one of few distinct values remembered.
template <class Code>
void number_rows(const std::vector<std::int64_t>& values, std::size_t begin, std::size_t end, Code code,
                 std::vector<std::int32_t>& codes) {
  constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;  // spreads dates a whole number of days apart
  constexpr int kBits = 12;
  struct Known {
    std::int64_t value = TimeColumn::kNoTime;
    std::int32_t code = DistinctDates::kNone;
  };
  static_assert(TimeColumn::kNoTime == IntegerColumn::kNoInteger);
  std::vector<Known> known(std::size_t{1} << kBits);
  for (std::size_t row = begin; row < end; ++row) {
    Known& slot = known[(static_cast<std::uint64_t>(values[row]) * kGolden) >> (64 - kBits)];
    if (slot.value != values[row]) slot = {values[row], code(values[row])};
    codes.push_back(slot.code);
  }
}

}  // namespace

std::optional<Timestamp> day_of_digits(std::int64_t digits) {
  if (digits < 10000000 || digits > 99999999) return std::nullopt;
  return parse_timestamp(std::to_string(digits));
}

std::int32_t DistinctDates::code_of(std::int64_t value) {
  const auto [found, is_new] = index_.emplace(value, static_cast<std::int32_t>(values_.size()));
  if (is_new) values_.push_back(value);
  return found->second;
}

std::vector<std::int32_t> DistinctDates::codes(const TableColumn& column, std::size_t begin, std::size_t end) {
  std::vector<std::int32_t> codes;
  codes.reserve(end - begin);
  const auto take_values = [&](Kind kind, const std::vector<std::int64_t>& values) {
    kind_ = kind;
    const auto code = [&](std::int64_t value) { return value == TimeColumn::kNoTime ? kNone : code_of(value); };
    number_rows(values, begin, end, code, codes);
  };
  if (const auto* texts = std::get_if<TextColumn>(&column.values)) {
    kind_ = Kind::kText;
    std::vector<std::int32_t> code_of_word;
    for (const std::string& word : texts->dictionary) code_of_word.push_back(words_.code(word));
    for (std::size_t row = begin; row < end; ++row) {
      const std::int32_t word = texts->codes[row];
      codes.push_back(word < 0 ? kNone : code_of_word[static_cast<std::size_t>(word)]);
    }
  }
  if (const auto* times = std::get_if<TimeColumn>(&column.values)) take_values(Kind::kTime, times->times);
  if (const auto* integers = std::get_if<IntegerColumn>(&column.values)) take_values(Kind::kInteger, integers->values);
  codes.resize(end - begin, kNone);
  return codes;
}

DateReading DistinctDates::reading(const DataSource& source) const {
  DateReading reading;
  if (kind_ == Kind::kInteger) reading.integer_times = counts_integers(source) || !mostly_days(values_);
  if (kind_ != Kind::kText) return reading;
  reading.order = source.date_order;
  if (source.date_order != DateOrder::kFound) return reading;
  const DateStyle style = find_date_style(words_.words());
  return {style.order, false, style.ambiguous, std::string(style.example)};
}

std::vector<Timestamp> DistinctDates::times(const DateReading& reading) const {
  std::vector<Timestamp> times;
  if (reading.ambiguous) return std::vector<Timestamp>(size(), TimeColumn::kNoTime);
  for (const std::string& word : words_.words()) {
    times.push_back(parse_date(word, reading.order).value_or(TimeColumn::kNoTime));
  }
  const bool days = kind_ == Kind::kInteger && !reading.integer_times;
  for (const std::int64_t value : values_) {
    times.push_back(days ? day_of_digits(value).value_or(TimeColumn::kNoTime) : value);
  }
  return times;
}

}  // namespace demandcast
