// The rows of a file with their keys and checked numbers, before they are put in order; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/fault_list.h"
#include "demandcast/data/table.h"

namespace demandcast {

struct KeyedRows {
  KeyedRows(const DataSource& source, const Table& table, FaultList& faults);

  /// `series "A", 2024-03-01 (row 17)`
  std::string place(std::size_t row) const;
  bool usable(std::size_t row) const { return ids->codes[row] >= 0 && times[row] != TimeColumn::kNoTime; }
  /// A column as checked numbers, NaN = not given.
  std::vector<double> numbers(const std::string& column) const;

  const Table& table;
  FaultList& faults;
  const TextColumn* ids;
  std::vector<Timestamp> times;  ///< [row], TimeColumn::kNoTime = none
  bool integer_times = false;
  std::string time_column;

 private:
  void read_times(const DataSource& source);
};

}  // namespace demandcast
