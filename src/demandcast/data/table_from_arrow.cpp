// Arrow columns turned into the columns of a Table.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/table_from_arrow.h"

#include <arrow/api.h>

#include <algorithm>
#include <limits>

#include "demandcast/data/text_from_arrow.h"

namespace demandcast {
namespace {

using ColumnValues = decltype(TableColumn::values);

/// Appends the values of `array`, each made a T by `convert`, `null` where there is none. Block by block, so that no
/// cell is written twice outside the processor's cache.
template <class T, class Array, class Convert>
void append_values(const Array& array, T null, std::vector<T>& values, Convert convert) {
  constexpr std::int64_t kBlock = 2048;
  const auto* raw = array.raw_values();
  const bool all_given = array.null_count() == 0;
  for (std::int64_t begin = 0; begin < array.length(); begin += kBlock) {
    const std::int64_t end = std::min(begin + kBlock, array.length());
    values.insert(values.end(), raw + begin, raw + end);
    T* block = values.data() + values.size() - (end - begin);
    if (all_given) {
      for (std::int64_t i = 0; i < end - begin; ++i) block[i] = convert(block[i]);
    } else {
      for (std::int64_t i = 0; i < end - begin; ++i) {
        block[i] = array.IsNull(begin + i) ? null : convert(block[i]);
      }
    }
  }
}

template <class Array, class T>
std::vector<T> flat_values(const arrow::ChunkedArray& column, T null) {
  std::vector<T> values;
  values.reserve(static_cast<std::size_t>(column.length()));
  for (const auto& chunk : column.chunks()) {
    append_values(static_cast<const Array&>(*chunk), null, values, [](T value) { return value; });
  }
  return values;
}

IntegerColumn integer_column(const std::shared_ptr<arrow::ChunkedArray>& column, std::string_view place) {
  constexpr std::int64_t kNone = IntegerColumn::kNoInteger;
  if (column->type()->id() == arrow::Type::INT32) return {flat_values<arrow::Int32Array>(*column, kNone)};
  return {flat_values<arrow::Int64Array>(*cast_column(column, arrow::int64(), place), kNone)};
}

NumberColumn number_column(const std::shared_ptr<arrow::ChunkedArray>& column, std::string_view place) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (column->type()->id() == arrow::Type::FLOAT) return {flat_values<arrow::FloatArray>(*column, kNone)};
  return {flat_values<arrow::DoubleArray>(*cast_column(column, arrow::float64(), place), kNone)};
}

/// Counts of 1 / kPerSecond seconds as seconds.
template <std::int64_t kPerSecond>
TimeColumn whole_seconds(const arrow::ChunkedArray& column, std::string_view place) {
  TimeColumn result;
  result.times.reserve(static_cast<std::size_t>(column.length()));
  bool whole = true;
  for (const auto& chunk : column.chunks()) {
    append_values(static_cast<const arrow::TimestampArray&>(*chunk), TimeColumn::kNoTime, result.times,
                  [&](std::int64_t count) {
                    const std::int64_t seconds = count / kPerSecond;
                    whole = whole && seconds * kPerSecond == count;
                    return seconds;
                  });
  }
  if (!whole) throw DataError(fmt::format("{}: dates with fractions of a second; round them to seconds", place));
  return result;
}

TimeColumn timestamp_column(const arrow::ChunkedArray& column, std::string_view place) {
  const auto& type = static_cast<const arrow::TimestampType&>(*column.type());
  const std::string& zone = type.timezone();
  if (!zone.empty() && zone != "UTC" && zone != "+00:00") {
    throw DataError(fmt::format("{}: dates in the time zone \"{}\"; store local dates without a zone", place, zone));
  }
  switch (type.unit()) {
    case arrow::TimeUnit::SECOND:
      return whole_seconds<1>(column, place);
    case arrow::TimeUnit::MILLI:
      return whole_seconds<1'000>(column, place);
    case arrow::TimeUnit::MICRO:
      return whole_seconds<1'000'000>(column, place);
    case arrow::TimeUnit::NANO:
      break;
  }
  return whole_seconds<1'000'000'000>(column, place);
}

TimeColumn time_column(const std::shared_ptr<arrow::ChunkedArray>& column, std::string_view place) {
  if (column->type()->id() == arrow::Type::TIMESTAMP) return timestamp_column(*column, place);
  if (column->type()->id() == arrow::Type::DATE64) {
    return timestamp_column(*cast_column(column, arrow::timestamp(arrow::TimeUnit::MILLI), place), place);
  }
  constexpr Timestamp kDaySeconds = 86400;
  TimeColumn result;
  result.times.reserve(static_cast<std::size_t>(column->length()));
  for (const auto& chunk : column->chunks()) {
    append_values(static_cast<const arrow::Date32Array&>(*chunk), TimeColumn::kNoTime, result.times,
                  [](std::int64_t days) { return days * kDaySeconds; });
  }
  return result;
}

VectorColumn vector_column(const std::shared_ptr<arrow::ChunkedArray>& column, std::string_view place) {
  VectorColumn result;
  const auto converted = cast_column(column, arrow::list(arrow::float32()), place);
  for (const auto& chunk : converted->chunks()) {
    const auto& lists = static_cast<const arrow::ListArray&>(*chunk);
    const auto& numbers = static_cast<const arrow::FloatArray&>(*lists.values());
    for (std::int64_t i = 0; i < lists.length(); ++i) {
      const int width = lists.IsNull(i) ? 0 : lists.value_length(i);
      if (result.width == 0) result.width = width;
      if (width == 0 || width != result.width) {
        throw DataError(fmt::format("{}: lists of {} and {} numbers; all rows must have one width above 0", place,
                                    result.width, width));
      }
      for (int j = 0; j < width; ++j) {
        const std::int64_t at = lists.value_offset(i) + j;
        result.values.push_back(numbers.IsNull(at) ? std::numeric_limits<float>::quiet_NaN() : numbers.Value(at));
      }
    }
  }
  return result;
}

ColumnValues column_values(const std::shared_ptr<arrow::ChunkedArray>& column, bool as_text, bool empty_is_null,
                           std::string_view place) {
  const arrow::Type::type type = column->type()->id();
  if (as_text || arrow::is_string(type) || type == arrow::Type::STRING_VIEW || type == arrow::Type::DICTIONARY) {
    return text_from_arrow(column, empty_is_null, place);
  }
  if (type == arrow::Type::DATE32 || type == arrow::Type::DATE64 || type == arrow::Type::TIMESTAMP) {
    return time_column(column, place);
  }
  if (arrow::is_integer(type) || type == arrow::Type::BOOL) {
    return integer_column(column, place);
  }
  if (arrow::is_floating(type) || arrow::is_decimal(type) || type == arrow::Type::NA) {
    return number_column(column, place);
  }
  if (type == arrow::Type::LIST || type == arrow::Type::LARGE_LIST || type == arrow::Type::FIXED_SIZE_LIST) {
    return vector_column(column, place);
  }
  throw DataError(
      fmt::format("{} has the type {}; wanted text, dates, numbers, or lists of numbers: convert or drop it", place,
                  column->type()->ToString()));
}

}  // namespace

Table table_from_arrow(const arrow::Table& source, std::span<const std::string> text_columns, bool empty_is_null,
                       std::string_view place) {
  Table table;
  for (int i = 0; i < source.num_columns(); ++i) {
    const std::string& name = source.field(i)->name();
    const bool as_text = std::find(text_columns.begin(), text_columns.end(), name) != text_columns.end();
    const std::string column_place = fmt::format("{}: column \"{}\"", place, name);
    table.columns.push_back({name, column_values(source.column(i), as_text, empty_is_null, column_place)});
  }
  return table;
}

std::shared_ptr<arrow::Table> select_columns(const std::shared_ptr<arrow::Table>& table,
                                             const std::vector<std::string>& names, std::string_view doing) {
  if (names == table->schema()->field_names()) return table;
  std::vector<int> indices;
  for (const std::string& name : names) indices.push_back(table->schema()->GetFieldIndex(name));
  return value_or_throw(table->SelectColumns(indices), doing);
}

}  // namespace demandcast
