// Tables read some rows at a time, so that memory does not grow with the file; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "demandcast/data/append_rows.h"
#include "demandcast/data/table.h"

namespace demandcast {

struct TableBlock {
  Table rows;
  std::string place;                                ///< the file they are from, for messages
  KindPolicy policy = KindPolicy::kTextForNumbers;  ///< how they may be joined to the blocks before
};

/// The rows of a table in their order. Columns of several files may come in several kinds (TableKinds settles them).
class TableBlocks {
 public:
  /// Rows of a block, about.
  static constexpr std::int64_t kBlockRows = 1 << 18;

  virtual ~TableBlocks() = default;
  /// The next rows, at least one; nothing after the last. Throws as read_table does.
  virtual std::optional<TableBlock> next() = 0;
  /// Rows in all; an estimate where only reading tells.
  virtual std::size_t row_estimate() const = 0;
};

/// What read_table reads, block by block: the same rows, names and errors.
std::unique_ptr<TableBlocks> open_table_blocks(const std::string& source, std::span<const std::string> columns,
                                               std::span<const std::string> text_columns,
                                               std::vector<std::string>* present);

/// The kinds that the columns have once all blocks are one table.
class TableKinds {
 public:
  /// Throws DataError at the block's place where it does not fit those before.
  void add(const TableBlock& block);
  /// Gives a column of some of the blocks' rows its kind.
  void settle(TableColumn& column) const;
  /// A column without rows, of its kind.
  decltype(TableColumn::values) empty_column(const std::string& name) const;

 private:
  Table examples_;  ///< a row for each block
};

}  // namespace demandcast
