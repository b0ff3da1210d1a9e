// Facts of series taken from their rows.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/static_columns.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

bool same_static(const TableColumn& column, std::size_t a, std::size_t b) {
  if (const auto* texts = std::get_if<TextColumn>(&column.values)) return texts->codes[a] == texts->codes[b];
  if (const auto* integers = std::get_if<IntegerColumn>(&column.values))
    return integers->values[a] == integers->values[b];
  if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) return numbers->values[a] == numbers->values[b];
  const auto* vectors = std::get_if<VectorColumn>(&column.values);
  return !vectors || std::equal(vectors->values.begin() + static_cast<std::ptrdiff_t>(a) * vectors->width,
                                vectors->values.begin() + static_cast<std::ptrdiff_t>(a + 1) * vectors->width,
                                vectors->values.begin() + static_cast<std::ptrdiff_t>(b) * vectors->width);
}

bool is_given(const TableColumn& column, std::size_t row) {
  if (const auto* texts = std::get_if<TextColumn>(&column.values)) return texts->codes[row] >= 0;
  if (const auto* integers = std::get_if<IntegerColumn>(&column.values)) {
    return integers->values[row] != IntegerColumn::kNoInteger;
  }
  if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) return !std::isnan(numbers->values[row]);
  return true;
}

/// The row that holds the series' value: the first that has one.
std::size_t static_row(const TableColumn& column, const RowGroup& group, const RowGroups& groups,
                       const KeyedRows& rows) {
  std::size_t first = groups.row(group.begin);
  for (std::size_t i = group.begin; i < group.end; ++i) {
    const std::size_t row = groups.row(i);
    if (!is_given(column, first)) first = row;
    if (!is_given(column, row) || same_static(column, first, row)) continue;
    rows.faults.add(fault::kStaticChanges, column.name, [&] { return rows.place(row); });
  }
  return first;
}

}  // namespace

StaticColumn static_of_rows(const std::string& name, const KeyedRows& rows, const RowGroups& groups) {
  const TableColumn& column = *rows.table.find(name);
  StaticColumn result;
  result.name = name;
  const auto* texts = std::get_if<TextColumn>(&column.values);
  const auto* vectors = std::get_if<VectorColumn>(&column.values);
  if (texts) result.kind = StaticKind::kCategory, result.categories = texts->dictionary;
  if (vectors) result.kind = StaticKind::kEmbedding, result.width = vectors->width;
  if (std::holds_alternative<TimeColumn>(column.values)) return rows.faults.add(fault::kBadStatic, name), result;
  const std::vector<double> numbers = texts || vectors ? std::vector<double>{} : rows.numbers(name);
  for (const RowGroup& group : groups.series) {
    const std::size_t row = static_row(column, group, groups, rows);
    if (texts) result.codes.push_back(texts->codes[row]);
    if (vectors) {
      const auto from = vectors->values.begin() + static_cast<std::ptrdiff_t>(row) * vectors->width;
      result.numbers.insert(result.numbers.end(), from, from + vectors->width);
    }
    if (!texts && !vectors) result.numbers.push_back(static_cast<float>(numbers[row]));
  }
  return result;
}

}  // namespace demandcast
