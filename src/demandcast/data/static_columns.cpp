// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/static_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr std::int64_t kNoRow = -1;
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

std::span<const float> list_at(const VectorColumn& lists, std::size_t row) {
  const auto width = static_cast<std::size_t>(lists.width);
  return std::span(lists.values).subspan(row * width, width);
}

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same_static(const TableColumn& column, std::size_t a, std::size_t b) {
  if (const auto* texts = std::get_if<TextColumn>(&column.values)) return texts->codes[a] == texts->codes[b];
  if (const auto* integers = std::get_if<IntegerColumn>(&column.values))
    return integers->values[a] == integers->values[b];
  if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) return numbers->values[a] == numbers->values[b];
  const auto* lists = std::get_if<VectorColumn>(&column.values);
  return !lists || std::ranges::equal(list_at(*lists, a), list_at(*lists, b), same_number);
}

bool is_given(const TableColumn& column, std::size_t row) {
  if (const auto* texts = std::get_if<TextColumn>(&column.values)) return texts->codes[row] >= 0;
  if (const auto* integers = std::get_if<IntegerColumn>(&column.values)) {
    return integers->values[row] != IntegerColumn::kNoInteger;
  }
  if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) return !std::isnan(numbers->values[row]);
  const auto* lists = std::get_if<VectorColumn>(&column.values);
  return !lists || !std::ranges::all_of(list_at(*lists, row), [](float v) { return std::isnan(v); });
}

/// The row that holds the series' value: the first that has one.
std::int64_t static_row(const TableColumn& column, const RowGroup& group, const RowGroups& groups,
                        const KeyedRows& rows) {
  std::size_t first = groups.row(group.begin);
  for (std::size_t i = group.begin; i < group.end; ++i) {
    const std::size_t row = groups.row(i);
    if (!is_given(column, first)) first = row;
    if (!is_given(column, row) || same_static(column, first, row)) continue;
    rows.faults.add(fault::kStaticChanges, column.name, [&] { return rows.place(row); });
  }
  return static_cast<std::int64_t>(first);
}

/// The categories in use, in order of their bytes, so that codes do not depend on the order of rows.
void sort_categories(StaticColumn& column, const std::vector<std::string>& words) {
  std::vector<bool> used(words.size());
  for (const std::int32_t code : column.codes) {
    if (code >= 0) used[static_cast<std::size_t>(code)] = true;
  }
  std::vector<std::size_t> order(words.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t i) { return !used[i]; });
  std::ranges::sort(order, {}, [&](std::size_t i) -> const std::string& { return words[i]; });
  std::vector<std::int32_t> rank(words.size(), -1);
  for (const std::size_t i : order) {
    rank[i] = static_cast<std::int32_t>(column.categories.size());
    column.categories.push_back(words[i]);
  }
  for (std::int32_t& code : column.codes) code = code < 0 ? -1 : rank[static_cast<std::size_t>(code)];
}

float number_at(const TableColumn& column, std::size_t row) {
  if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) return static_cast<float>(numbers->values[row]);
  const std::int64_t value = std::get<IntegerColumn>(column.values).values[row];
  return value == IntegerColumn::kNoInteger ? kNaN : static_cast<float>(value);
}

void note_infinite(const StaticColumn& column, const KeyedRows& rows, const RowGroups& groups) {
  for (std::size_t cell = 0; cell < column.numbers.size(); ++cell) {
    if (!std::isinf(column.numbers[cell])) continue;
    const std::size_t series = cell / static_cast<std::size_t>(column.width);
    rows.faults.add(fault::kInfinite, column.name,
                    [&] { return fmt::format("series \"{}\"", rows.id(groups.series[series].id)); });
  }
}

/// [series] the cells of a column; kNoRow = not given.
StaticColumn take_rows(const TableColumn& column, const std::vector<std::int64_t>& row_of_series, const KeyedRows& rows,
                       const RowGroups& groups) {
  StaticColumn result;
  result.name = column.name;
  const auto* texts = std::get_if<TextColumn>(&column.values);
  const auto* lists = std::get_if<VectorColumn>(&column.values);
  if (texts) result.kind = StaticKind::kCategory;
  if (lists) result.kind = StaticKind::kEmbedding, result.width = lists->width;
  if (std::holds_alternative<TimeColumn>(column.values)) {
    rows.faults.add(fault::kBadStatic, column.name);
    return result;
  }
  for (const std::int64_t at : row_of_series) {
    const auto row = static_cast<std::size_t>(std::max<std::int64_t>(at, 0));
    if (texts) {
      result.codes.push_back(at == kNoRow ? -1 : texts->codes[row]);
    } else if (at == kNoRow) {
      result.numbers.insert(result.numbers.end(), static_cast<std::size_t>(result.width), kNaN);
    } else if (lists) {
      const auto list = list_at(*lists, row);
      result.numbers.insert(result.numbers.end(), list.begin(), list.end());
    } else {
      result.numbers.push_back(number_at(column, row));
    }
  }
  if (texts) sort_categories(result, texts->dictionary);
  note_infinite(result, rows, groups);
  return result;
}

}  // namespace

StaticColumn static_of_rows(const std::string& name, const KeyedRows& rows, const RowGroups& groups) {
  const TableColumn& column = *rows.table.find(name);
  std::vector<std::int64_t> row_of_series;
  for (const RowGroup& group : groups.series) row_of_series.push_back(static_row(column, group, groups, rows));
  return take_rows(column, row_of_series, rows, groups);
}

StaticsTable::StaticsTable(const DataSource& source, const std::vector<std::string>& texts)
    : path_(source.statics_path), id_(source.id) {
  std::vector<std::string> as_text{source.id};
  as_text.insert(as_text.end(), texts.begin(), texts.end());
  table_ = read_table(path_, {}, as_text);
  if (!table_.find(id_)) {
    throw DataError(fmt::format("\"{}\": no column \"{}\"; a table of statics has a row for each id", path_, id_));
  }
  for (const std::string& name : table_.column_names()) {
    const bool asked = source.statics.empty() || std::ranges::find(source.statics, name) != source.statics.end();
    if (name != id_ && asked) names_.push_back(name);
  }
  const auto& codes = std::get<TextColumn>(table_.find(id_)->values);
  for (std::size_t row = 0; row < codes.codes.size(); ++row) {
    if (codes.codes[row] < 0) continue;
    row_of_id_.emplace(codes.dictionary[static_cast<std::size_t>(codes.codes[row])], static_cast<std::int64_t>(row));
  }
}

void StaticsTable::note_faults(FaultList& faults) const {
  const auto& ids = std::get<TextColumn>(table_.find(id_)->values);
  for (std::size_t row = 0; row < ids.codes.size(); ++row) {
    if (ids.codes[row] < 0) {
      faults.add(fault::kNoStaticsKey, id_, [&] { return fmt::format("row {} of {}", row + 1, path_); });
      continue;
    }
    const std::string& id = ids.dictionary[static_cast<std::size_t>(ids.codes[row])];
    const auto first = static_cast<std::size_t>(row_of_id_.at(id));
    if (first == row) continue;
    faults.add(fault::kDuplicateStatics, id_,
               [&] { return fmt::format("series \"{}\" (rows {} and {} of {})", id, first + 1, row + 1, path_); });
  }
}

std::vector<StaticColumn> StaticsTable::columns(const KeyedRows& rows, const RowGroups& groups) const {
  std::vector<std::int64_t> row_of_series;
  for (const RowGroup& group : groups.series) {
    const auto found = row_of_id_.find(rows.id(group.id));
    row_of_series.push_back(found == row_of_id_.end() ? kNoRow : found->second);
    if (found != row_of_id_.end()) continue;
    rows.faults.add(fault::kNoStatics, id_, [&] { return fmt::format("series \"{}\"", rows.id(group.id)); });
  }
  std::vector<StaticColumn> result;
  for (const std::string& name : names_) result.push_back(take_rows(*table_.find(name), row_of_series, rows, groups));
  return result;
}

}  // namespace demandcast
