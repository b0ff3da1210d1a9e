// Result tables, written row by row.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "demandcast/data/table.h"

namespace demandcast {

/// Builds a table column by column, one row at a time.
class RowTable {
 public:
  void text(const std::string& name, const std::string& value) {
    TextColumn& column = get<TextColumn>(name);
    column.codes.push_back(static_cast<std::int32_t>(column.dictionary.size()));
    column.dictionary.push_back(value);
  }
  void number(const std::string& name, double value) { get<NumberColumn>(name).values.push_back(value); }
  void integer(const std::string& name, std::int64_t value) { get<IntegerColumn>(name).values.push_back(value); }
  Table take() { return std::move(table_); }

 private:
  template <class Column>
  Column& get(const std::string& name) {
    for (TableColumn& column : table_.columns) {
      if (column.name == name) return std::get<Column>(column.values);
    }
    table_.columns.push_back({name, Column{}});
    return std::get<Column>(table_.columns.back().values);
  }
  Table table_;
};

}  // namespace demandcast
