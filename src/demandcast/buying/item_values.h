// Values of an items table by column and series, with defaults; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "demandcast/buying/read_items.h"
#include "demandcast/data/table.h"

namespace demandcast {

/// Faults of a table, each with the series that have it.
class ItemFaults {
 public:
  void add(const std::string& fault, const std::string& id);
  bool empty() const { return faults_.empty(); }
  /// One line a fault: `cost 3 is above price 2: "A", "B" and 4 others`.
  std::string text() const;

 private:
  std::map<std::string, std::vector<std::string>> faults_;
};

/// `"A", "B", "C" and 4 others`.
std::string listed(const std::vector<std::string>& ids);

/// Numbers of a text, cut by spaces, commas, semicolons or bars; nothing when one does not parse.
std::optional<std::vector<double>> parse_numbers(const std::string& text);

class ItemValues {
 public:
  /// Reads the table. Throws DataError for ids that come twice or are missing, ConfigError for unknown defaults.
  ItemValues(const ItemSource& source, const std::vector<std::string>& ids);

  /// Takes the values of a series until the next call.
  void select(std::size_t series) { row_ = rows_[series]; }
  bool has_row() const { return row_ >= 0; }
  bool has_table() const { return !table_.columns.empty(); }
  bool is_given(const std::string& column) const;  ///< a column or a default
  /// NaN where neither table nor defaults say.
  double number(const std::string& column) const;
  /// Empty where neither says.
  std::string text(const std::string& column) const;
  /// A number is a list of one. Nothing when it does not parse.
  std::optional<std::vector<double>> numbers(const std::string& column) const;

  const std::vector<std::string>& unused_columns() const { return unused_; }

 private:
  void match_rows(const std::string& path, const TextColumn& ids, const std::vector<std::string>& wanted);
  double cell_number(const TableColumn& column) const;

  Table table_;
  std::map<std::string, std::string> defaults_;
  std::vector<std::int64_t> rows_;  ///< [series] its row, -1 = none
  std::vector<std::string> unused_;
  std::int64_t row_ = -1;
};

}  // namespace demandcast
