// Keys, dates and numbers of a file's rows, with what is wrong with them.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/keyed_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace demandcast {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::optional<double> parse_number(const std::string& text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return value;
}

std::optional<Timestamp> parse_day(std::int64_t digits) {
  if (digits < 10000000 || digits > 99999999) return std::nullopt;
  return parse_timestamp(std::to_string(digits));
}

bool all_days(const std::vector<std::int64_t>& values) {
  return std::all_of(values.begin(), values.end(),
                     [](std::int64_t value) { return value == IntegerColumn::kNoInteger || parse_day(value); });
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
    if (times[row] == TimeColumn::kNoTime) faults.add(fault::kBadDate, source.time, [&] { return place(row); });
  }
}

std::string KeyedRows::place(std::size_t row) const {
  const std::string id =
      ids->codes[row] < 0 ? "no series" : fmt::format("series \"{}\"", ids->dictionary[ids->codes[row]]);
  const std::string time = times[row] == TimeColumn::kNoTime ? "no date"
                           : integer_times                   ? std::to_string(times[row])
                                                             : format_timestamp(times[row]);
  if (row >= plan_begin) return fmt::format("{}, {} (row {} of the future values)", id, time, row - plan_begin + 1);
  return fmt::format("{}, {} (row {})", id, time, row + 1);
}

void KeyedRows::read_times(const DataSource& source) {
  auto& values = table.find(source.time)->values;
  if (auto* column = std::get_if<TimeColumn>(&values)) times = std::move(column->times);
  if (const auto* column = std::get_if<TextColumn>(&values)) {
    times.assign(ids->codes.size(), TimeColumn::kNoTime);
    std::vector<Timestamp> parsed;
    for (const std::string& text : column->dictionary) {
      parsed.push_back(parse_timestamp(text).value_or(TimeColumn::kNoTime));
    }
    for (std::size_t row = 0; row < times.size(); ++row) {
      if (column->codes[row] >= 0) times[row] = parsed[column->codes[row]];
    }
  }
  if (auto* column = std::get_if<IntegerColumn>(&values)) {
    times = std::move(column->values);
    const bool asked =
        !source.frequency.empty() && Frequency::parse(source.frequency).unit() == FrequencyUnit::kInteger;
    integer_times = asked || !all_days(times);
    for (Timestamp& time : times) {
      if (!integer_times && time != TimeColumn::kNoTime) time = *parse_day(time);
    }
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
      const auto parsed = parse_number(texts->dictionary[texts->codes[row]]);
      if (!parsed) faults.add(fault::kNotNumber, name, [&] { return place(row); });
      result[row] = parsed.value_or(kNaN);
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
