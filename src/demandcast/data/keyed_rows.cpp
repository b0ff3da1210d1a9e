// Keys, dates and numbers of a file's rows, with what is wrong with them.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/keyed_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "demandcast/data/date_text.h"
#include "demandcast/data/number_text.h"

namespace demandcast {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::optional<Timestamp> parse_day(std::int64_t digits) {
  if (digits < 10000000 || digits > 99999999) return std::nullopt;
  return parse_timestamp(std::to_string(digits));
}

/// Whether most integers are days such as 20240131.
bool mostly_days(const std::vector<std::int64_t>& values) {
  const auto given = std::ranges::count_if(values, [](auto value) { return value != IntegerColumn::kNoInteger; });
  const auto days = std::ranges::count_if(values, [](auto value) { return parse_day(value).has_value(); });
  return 2 * days > given;
}

}  // namespace

KeyedRows::KeyedRows(const DataSource& source, Table& rows, std::size_t plans, FaultList& list)
    : table(rows),
      faults(list),
      ids(&std::get<TextColumn>(rows.find(source.id)->values)),
      id_column(source.id),
      time_column(source.time),
      plan_begin(plans) {
  read_times(source);
  for (std::size_t row = 0; row < times.size(); ++row) {
    if (ids->codes[row] < 0) faults.add(fault::kBadKey, source.id, [&] { return place(row); });
    if (times[row] != TimeColumn::kNoTime || ambiguous_dates_) continue;
    faults.add(fault::kBadDate, source.time, [&] { return place(row); });
    dates_unread = true;
  }
}

std::string KeyedRows::place(std::size_t row) const {
  const std::string id =
      ids->codes[row] < 0 ? "no series" : fmt::format("series \"{}\"", ids->dictionary[ids->codes[row]]);
  const std::string time = time_text(row);
  if (row >= plan_begin) return fmt::format("{}, {} (row {} of the future values)", id, time, row - plan_begin + 1);
  return fmt::format("{}, {} (row {})", id, time, row + 1);
}

std::string KeyedRows::time_text(std::size_t row) const {
  if (times[row] != TimeColumn::kNoTime) {
    return integer_times ? std::to_string(times[row]) : format_timestamp(times[row]);
  }
  if (const auto wrong = wrong_integers_.find(row); wrong != wrong_integers_.end()) {
    return fmt::format("date \"{}\"", wrong->second);
  }
  if (!time_texts_ || time_texts_->codes[row] < 0) return "no date";
  return fmt::format("date \"{}\"", time_texts_->dictionary[static_cast<std::size_t>(time_texts_->codes[row])]);
}

void KeyedRows::read_text_times(const TextColumn& column, DateOrder order) {
  time_texts_ = &column;
  times.assign(ids->codes.size(), TimeColumn::kNoTime);
  if (order == DateOrder::kFound) {
    const DateStyle style = find_date_style(column.dictionary);
    order = style.order;
    ambiguous_dates_ = style.ambiguous;
    if (style.ambiguous) {
      dates_unread = true;
      faults.add(fault::kAmbiguousDate, time_column, [&] { return fmt::format("\"{}\"", style.example); });
      return;
    }
  }
  std::vector<Timestamp> parsed;
  for (const std::string& text : column.dictionary) {
    parsed.push_back(parse_date(text, order).value_or(TimeColumn::kNoTime));
  }
  for (std::size_t row = 0; row < times.size(); ++row) {
    if (column.codes[row] >= 0) times[row] = parsed[static_cast<std::size_t>(column.codes[row])];
  }
}

void KeyedRows::read_integer_times(IntegerColumn& column, bool counts) {
  times = std::move(column.values);
  integer_times = counts || !mostly_days(times);
  if (integer_times) return;
  for (std::size_t row = 0; row < times.size(); ++row) {
    if (times[row] == TimeColumn::kNoTime) continue;
    const auto day = parse_day(times[row]);
    if (!day) wrong_integers_[row] = times[row];
    times[row] = day.value_or(TimeColumn::kNoTime);
  }
}

void KeyedRows::read_times(const DataSource& source) {
  auto& values = table.find(source.time)->values;
  if (auto* column = std::get_if<TimeColumn>(&values)) times = std::move(column->times);
  if (const auto* column = std::get_if<TextColumn>(&values)) read_text_times(*column, source.date_order);
  if (auto* column = std::get_if<IntegerColumn>(&values)) {
    const bool counts =
        !source.frequency.empty() && Frequency::parse(source.frequency).unit() == FrequencyUnit::kInteger;
    read_integer_times(*column, counts);
  }
  times.resize(ids->codes.size(), TimeColumn::kNoTime);  // a column of another kind holds no date
}

std::vector<double> KeyedRows::take_numbers(const std::string& name) const {
  auto& column = table.find(name)->values;
  std::vector<double> result;
  if (auto* plain = std::get_if<NumberColumn>(&column)) result = std::move(plain->values);
  result.resize(times.size(), kNaN);
  if (const auto* integers = std::get_if<IntegerColumn>(&column)) {
    for (std::size_t row = 0; row < result.size(); ++row) {
      if (integers->values[row] != IntegerColumn::kNoInteger) result[row] = static_cast<double>(integers->values[row]);
    }
  }
  if (const auto* texts = std::get_if<TextColumn>(&column)) {
    for (std::size_t row = 0; row < result.size(); ++row) {
      if (texts->codes[row] < 0) continue;
      const std::string& text = texts->dictionary[static_cast<std::size_t>(texts->codes[row])];
      const auto parsed = parse_number(text, texts->decimal_comma && text.find(',') != text.npos);
      result[row] = parsed.value_or(kNaN);
      if (parsed || says_nothing(text)) continue;
      faults.add(fault::kNotNumber, name, [&] { return fmt::format("{}: \"{}\"", place(row), text); });
    }
  }
  if (std::holds_alternative<TimeColumn>(column) || std::holds_alternative<VectorColumn>(column)) {
    faults.add(fault::kNotNumber, name);
  }
  for (std::size_t row = 0; row < result.size(); ++row) {
    if (!(std::abs(result[row]) > std::numeric_limits<float>::max())) continue;
    faults.add(fault::kInfinite, name, [&] { return place(row); });
  }
  return result;
}

}  // namespace demandcast
