// Rows of a table of its own (forecasts, say) gone through together with the series of a store that they are of.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/data/store/packed_store.h"
#include "demandcast/data/table.h"

namespace demandcast {

class RowsBesideStore {
 public:
  /// Reads `path` once and puts its rows aside in a temporary folder, which goes with this. The column of ids is the
  /// first of `id_columns` that the table has. A part has about `most_rows` rows, as ids happen to fall. Throws as
  /// read_table does, DataError where there is no such column, WriteError where the disk does not take the rows.
  RowsBesideStore(const PackedStore& store, const std::string& path, const std::vector<std::string>& id_columns,
                  std::size_t most_rows, const RunContext& context);
  ~RowsBesideStore();
  RowsBesideStore(const RowsBesideStore&) = delete;
  RowsBesideStore& operator=(const RowsBesideStore&) = delete;

  std::size_t row_count() const;
  /// Part after part, the same ones every time: whole series of the store, and all rows of these ids, in the order of
  /// their file. Rows of ids that the store lacks come with some part. Parts without rows are left out.
  void visit(const std::function<void(const Panel& part, const Table& rows)>& visit) const;

 private:
  struct Aside;
  std::unique_ptr<Aside> aside_;
};

}  // namespace demandcast
