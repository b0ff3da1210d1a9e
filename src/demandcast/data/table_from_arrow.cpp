// Arrow columns turned into the columns of a Table.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/table_from_arrow.h"

#include <arrow/api.h>
#include <arrow/compute/cast.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace demandcast {
namespace {

using ColumnValues = decltype(TableColumn::values);

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

std::shared_ptr<arrow::ChunkedArray> cast(const std::shared_ptr<arrow::ChunkedArray>& column,
                                          const std::shared_ptr<arrow::DataType>& type, std::string_view place) {
  if (column->type()->Equals(*type)) return column;
  return value_or_throw(arrow::compute::Cast(arrow::Datum(column), type), place).chunked_array();
}

/// The values of a column cast to `type`, `null` where there is none.
template <class Array, class T>
std::vector<T> flat_values(const std::shared_ptr<arrow::ChunkedArray>& column,
                           const std::shared_ptr<arrow::DataType>& type, T null, std::string_view place) {
  std::vector<T> values;
  values.reserve(static_cast<std::size_t>(column->length()));
  const auto converted = cast(column, type, place);
  for (const auto& chunk : converted->chunks()) {
    const auto& array = static_cast<const Array&>(*chunk);
    for (std::int64_t i = 0; i < array.length(); ++i) values.push_back(array.IsNull(i) ? null : T(array.Value(i)));
  }
  return values;
}

TextColumn text_column(std::shared_ptr<arrow::ChunkedArray> column, bool empty_is_null, std::string_view place) {
  if (column->type()->id() == arrow::Type::DICTIONARY) {
    column = cast(column, static_cast<const arrow::DictionaryType&>(*column->type()).value_type(), place);
  }
  if (!arrow::is_base_binary_like(column->type()->id())) column = cast(column, arrow::utf8(), place);
  TextColumn result;
  std::unordered_map<std::string, std::int32_t, TextHash, std::equal_to<>> codes;
  result.codes.reserve(static_cast<std::size_t>(column->length()));
  const auto converted = cast(column, arrow::large_utf8(), place);
  for (const auto& chunk : converted->chunks()) {
    const auto& array = static_cast<const arrow::LargeStringArray&>(*chunk);
    for (std::int64_t i = 0; i < array.length(); ++i) {
      const std::string_view text = array.IsNull(i) ? std::string_view() : array.GetView(i);
      if (array.IsNull(i) || (empty_is_null && text.empty())) {
        result.codes.push_back(-1);
        continue;
      }
      auto found = codes.find(text);
      if (found == codes.end()) {
        found = codes.emplace(std::string(text), static_cast<std::int32_t>(result.dictionary.size())).first;
        result.dictionary.emplace_back(text);
      }
      result.codes.push_back(found->second);
    }
  }
  return result;
}

TimeColumn time_column(const std::shared_ptr<arrow::ChunkedArray>& column, std::string_view place) {
  std::string zone;
  if (column->type()->id() == arrow::Type::TIMESTAMP) {
    zone = static_cast<const arrow::TimestampType&>(*column->type()).timezone();
  }
  if (!zone.empty() && zone != "UTC" && zone != "+00:00") {
    throw DataError(fmt::format("{}: dates in the time zone \"{}\"; store local dates without a zone", place, zone));
  }
  auto seconds = cast(column, arrow::timestamp(arrow::TimeUnit::SECOND, zone), place);
  return {flat_values<arrow::TimestampArray, Timestamp>(seconds, seconds->type(), TimeColumn::kNoTime, place)};
}

VectorColumn vector_column(const std::shared_ptr<arrow::ChunkedArray>& column, std::string_view place) {
  VectorColumn result;
  const auto converted = cast(column, arrow::list(arrow::float32()), place);
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
    return text_column(column, empty_is_null, place);
  }
  if (type == arrow::Type::DATE32 || type == arrow::Type::DATE64 || type == arrow::Type::TIMESTAMP) {
    return time_column(column, place);
  }
  if (arrow::is_integer(type) || type == arrow::Type::BOOL) {
    return IntegerColumn{
        flat_values<arrow::Int64Array, std::int64_t>(column, arrow::int64(), IntegerColumn::kNoInteger, place)};
  }
  if (arrow::is_floating(type) || arrow::is_decimal(type) || type == arrow::Type::NA) {
    return NumberColumn{flat_values<arrow::DoubleArray, double>(column, arrow::float64(),
                                                                std::numeric_limits<double>::quiet_NaN(), place)};
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

}  // namespace demandcast
