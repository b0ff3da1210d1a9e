// Keys, dates and numbers of a file's rows, with what is wrong with them.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/keyed_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "demandcast/data/cell_number.h"
#include "demandcast/data/date_text.h"

namespace demandcast {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

KeyedRows::KeyedRows(const DataSource& source, const DateReading& dates, Table& rows, RowNumbers where, FaultList& list)
    : table(rows),
      faults(list),
      ids(&std::get<TextColumn>(rows.find(source.id)->values)),
      id_column(source.id),
      time_column(source.time),
      numbers(std::move(where)) {
  read_times(dates);
  for (std::size_t row = 0; row < times.size(); ++row) {
    if (ids->codes[row] < 0) faults.add(fault::kBadKey, source.id, [&] { return place(row); });
    if (times[row] != TimeColumn::kNoTime || dates.ambiguous) continue;
    faults.add(fault::kBadDate, source.time, [&] { return place(row); });
  }
}

std::string KeyedRows::place(std::size_t row) const {
  const std::string id =
      ids->codes[row] < 0 ? "no series" : fmt::format("series \"{}\"", ids->dictionary[ids->codes[row]]);
  const std::string time = time_text(row);
  const char* file = row < numbers.plan_begin ? "" : " of the future values";
  return fmt::format("{}, {} (row {}{})", id, time, numbers.of(row) + 1, file);
}

std::string KeyedRows::time_text(std::size_t row) const {
  if (times[row] != TimeColumn::kNoTime) {
    return integer_times_ ? std::to_string(times[row]) : format_timestamp(times[row]);
  }
  if (const auto wrong = wrong_integers_.find(row); wrong != wrong_integers_.end()) {
    return fmt::format("date \"{}\"", wrong->second);
  }
  if (!time_texts_ || time_texts_->codes[row] < 0) return "no date";
  return fmt::format("date \"{}\"", time_texts_->dictionary[static_cast<std::size_t>(time_texts_->codes[row])]);
}

void KeyedRows::read_text_times(const TextColumn& column, DateOrder order) {
  std::vector<Timestamp> parsed;
  for (const std::string& text : column.dictionary) {
    parsed.push_back(parse_date(text, order).value_or(TimeColumn::kNoTime));
  }
  for (std::size_t row = 0; row < times.size(); ++row) {
    if (column.codes[row] >= 0) times[row] = parsed[static_cast<std::size_t>(column.codes[row])];
  }
}

void KeyedRows::read_days(std::vector<std::int64_t> digits) {
  for (std::size_t row = 0; row < times.size(); ++row) {
    if (digits[row] == IntegerColumn::kNoInteger) continue;
    const auto day = day_of_digits(digits[row]);
    if (!day) wrong_integers_[row] = digits[row];
    times[row] = day.value_or(TimeColumn::kNoTime);
  }
}

/// A column of another kind holds no date.
void KeyedRows::read_times(const DateReading& dates) {
  auto& values = table.find(time_column)->values;
  integer_times_ = dates.integer_times;
  if (auto* column = std::get_if<TimeColumn>(&values)) times = std::move(column->times);
  auto* integers = std::get_if<IntegerColumn>(&values);
  if (integers && dates.integer_times) times = std::move(integers->values);
  times.resize(ids->codes.size(), TimeColumn::kNoTime);
  if (integers && !dates.integer_times) read_days(std::move(integers->values));
  time_texts_ = std::get_if<TextColumn>(&values);
  if (time_texts_ && !dates.ambiguous) read_text_times(*time_texts_, dates.order);
}

std::vector<double> KeyedRows::take_numbers(const std::string& name) const {
  auto& column = table.find(name)->values;
  std::vector<double> result;
  if (auto* plain = std::get_if<NumberColumn>(&column)) result = std::move(plain->values);
  result.resize(times.size(), kNaN);
  if (const auto* integers = std::get_if<IntegerColumn>(&column)) {
    for (std::size_t row = 0; row < result.size(); ++row) {
      result[row] = number_of_integer(integers->values[row]);
    }
  }
  if (const auto* texts = std::get_if<TextColumn>(&column)) {
    for (std::size_t row = 0; row < result.size(); ++row) {
      if (texts->codes[row] < 0) continue;
      const std::string& text = texts->dictionary[static_cast<std::size_t>(texts->codes[row])];
      const auto parsed = number_of_text(*texts, text);
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
