// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "demandcast/data/table_blocks.h"

namespace demandcast {
namespace {

/// A row that tells the kind: of numbers one that is given, because a column without any takes every kind.
decltype(TableColumn::values) example_of(const TableColumn& column) {
  if (const auto* texts = std::get_if<TextColumn>(&column.values)) return TextColumn{{}, {-1}, texts->decimal_comma};
  if (std::holds_alternative<TimeColumn>(column.values)) return TimeColumn{{TimeColumn::kNoTime}};
  if (std::holds_alternative<IntegerColumn>(column.values)) return IntegerColumn{{IntegerColumn::kNoInteger}};
  if (const auto* lists = std::get_if<VectorColumn>(&column.values)) {
    return VectorColumn{lists->width, std::vector<float>(static_cast<std::size_t>(lists->width))};
  }
  const auto& numbers = std::get<NumberColumn>(column.values).values;
  const auto given = std::ranges::find_if(numbers, [](double v) { return !std::isnan(v); });
  return NumberColumn{{given == numbers.end() ? std::nan("") : *given}};
}

}  // namespace

void TableKinds::add(const TableBlock& block) {
  Table examples;
  for (const TableColumn& column : block.rows.columns) examples.columns.push_back({column.name, example_of(column)});
  if (examples_.columns.empty()) {
    examples_ = std::move(examples);
  } else {
    append_rows(examples_, examples, block.place, block.policy);
  }
}

void TableKinds::settle(TableColumn& column) const { take_kind(column, *examples_.find(column.name)); }

decltype(TableColumn::values) TableKinds::empty_column(const std::string& name) const {
  const auto& like = examples_.find(name)->values;
  if (const auto* texts = std::get_if<TextColumn>(&like)) return TextColumn{{}, {}, texts->decimal_comma};
  if (const auto* lists = std::get_if<VectorColumn>(&like)) return VectorColumn{lists->width, {}};
  if (std::holds_alternative<TimeColumn>(like)) return TimeColumn{};
  if (std::holds_alternative<IntegerColumn>(like)) return IntegerColumn{};
  return NumberColumn{};
}

}  // namespace demandcast
