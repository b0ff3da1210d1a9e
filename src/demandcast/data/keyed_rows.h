// The rows of a file with their keys and checked numbers, before they are put in order; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "demandcast/data/distinct_dates.h"
#include "demandcast/data/fault_list.h"
#include "demandcast/data/table.h"

namespace demandcast {

/// Where the rows of a table stand in their files.
struct RowNumbers {
  std::size_t plan_begin = 0;         ///< rows from here on are of the file of future values
  std::vector<std::int64_t> in_file;  ///< [row] counted from 0 in its file; empty: the table is the whole files
  std::int64_t of(std::size_t row) const {
    if (!in_file.empty()) return in_file[row];
    return static_cast<std::int64_t>(row < plan_begin ? row : row - plan_begin);
  }
};

struct KeyedRows {
  /// Takes the dates out of `table`.
  KeyedRows(const DataSource& source, const DateReading& dates, Table& table, RowNumbers numbers, FaultList& faults);

  /// `series "A", 2024-03-01 (row 17)`, a date that was not understood as its text.
  std::string place(std::size_t row) const;
  bool usable(std::size_t row) const { return ids->codes[row] >= 0 && times[row] != TimeColumn::kNoTime; }
  const std::string& id(std::int32_t code) const { return ids->dictionary[static_cast<std::size_t>(code)]; }
  /// A column as checked numbers, NaN = not given; they are taken out of the table.
  std::vector<double> take_numbers(const std::string& column) const;

  Table& table;
  FaultList& faults;
  const TextColumn* ids;
  std::vector<Timestamp> times;  ///< [row], TimeColumn::kNoTime = none
  std::string id_column, time_column;
  RowNumbers numbers;

 private:
  void read_times(const DateReading& dates);
  void read_text_times(const TextColumn& column, DateOrder order);
  void read_days(std::vector<std::int64_t> digits);
  std::string time_text(std::size_t row) const;

  bool integer_times_ = false;
  const TextColumn* time_texts_ = nullptr;                        ///< where the dates are texts
  std::unordered_map<std::size_t, std::int64_t> wrong_integers_;  ///< [row] integers among days that are none
};

}  // namespace demandcast
