// Statics of a panel's series, from their rows or from a table of their own; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "demandcast/data/group_rows.h"

namespace demandcast {

/// Column `name` of the rows: for each series its first value that is given; other values are noted as faults.
/// Categories are in order of their bytes.
StaticColumn static_of_rows(const std::string& name, const KeyedRows& rows, const RowGroups& groups);

/// The table of statics of a source: which of its columns are wanted, and their values.
class StaticsTable {
 public:
  /// Reads the table. All its columns are wanted where the source names no statics, else those that it names. Throws
  /// what read_table throws, and DataError where the id column is missing. Columns of `texts` are text as the id is.
  explicit StaticsTable(const DataSource& source, const std::vector<std::string>& texts = {});
  StaticsTable(const StaticsTable&) = delete;
  StaticsTable& operator=(const StaticsTable&) = delete;

  const std::vector<std::string>& names() const { return names_; }
  /// Notes rows without an id and ids that come twice.
  void note_faults(FaultList& faults) const;
  /// The wanted columns in the order of the series. Series that the table lacks are noted. From any thread.
  std::vector<StaticColumn> columns(const KeyedRows& rows, const RowGroups& groups) const;

 private:
  std::string path_, id_;
  Table table_;
  std::vector<std::string> names_;
  std::unordered_map<std::string_view, std::int64_t> row_of_id_;  ///< the first of each id
};

}  // namespace demandcast
