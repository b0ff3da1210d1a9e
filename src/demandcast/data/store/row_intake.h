// The rows of a source read once and put aside by the hash of their id; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/data/catalogue_facts.h"
#include "demandcast/data/static_columns.h"
#include "demandcast/data/store/row_spill.h"
#include "demandcast/data/table_blocks.h"

namespace demandcast {

class RowIntake {
 public:
  /// `statics`, where there are any, tells which columns the rows need not have. Throws ConfigError for a column in two
  /// roles.
  RowIntake(const DataSource& source, const StaticsTable* statics, const RunContext& context);
  /// Columns of `texts` are text as the id is; those of `optional` may be missing. Throws DataError where others are.
  void open(const std::vector<std::string>& texts = {}, const std::vector<std::string>& optional = {});
  std::size_t row_estimate() const { return blocks_->row_estimate(); }
  /// All rows, then the plans of a file of their own. Throws Interrupted when asked to stop.
  void put_aside(RowSpill& spill);

  const std::vector<std::string>& columns() const { return columns_; }
  const std::vector<std::string>& unused() const { return unused_; }
  const TableKinds& kinds() const { return kinds_; }
  const CatalogueScan& scan() const { return scan_; }
  std::size_t row_count() const { return rows_; }
  void stop_if_asked() const;

 private:
  void put_rows_aside(RowSpill& spill);
  void put_plans_aside(RowSpill& spill);
  void in_order(Table& rows) const;

  const DataSource& source_;
  const RunContext& context_;
  std::vector<std::string> columns_, unused_;
  std::unique_ptr<TableBlocks> blocks_;
  TableKinds kinds_;
  CatalogueScan scan_;
  std::size_t rows_ = 0;
};

}  // namespace demandcast
