// A user's table of events: which days they take, and which series they concern.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demandcast/data/timestamp.h"

namespace demandcast {

struct EventTable {
  struct Row {
    std::size_t event = 0;           ///< number into names
    Timestamp first = 0, last = 0;   ///< midnights of its first and last day
    std::vector<std::string> scope;  ///< [scope column] what a series has to have there; "" = anything
  };
  std::string place;                       ///< the file, for messages
  std::vector<std::string> names;          ///< in order of their bytes, each once
  std::vector<std::string> scope_columns;  ///< the id's column, or names of statics
  std::vector<Row> rows;
};

/// Reads a file that read_table reads, a row for each time that an event comes: `event` (its name), `first` (its day;
/// `date` and `ds` are understood, too), `last` (where it lasts several days; empty = one day). Any other column says
/// whom it concerns: the id's, or a static of the data; an empty cell, everybody. Throws DataError: a column missing, a
/// row without name or date, one that ends before it begins, more than kMostEvents names.
inline constexpr std::size_t kMostEvents = 100;
EventTable read_event_table(const std::string& path);

}  // namespace demandcast
