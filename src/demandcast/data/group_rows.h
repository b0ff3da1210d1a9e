// Rows gathered by series, in order of time; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "demandcast/data/keyed_rows.h"

namespace demandcast {

struct RowGroup {
  std::int32_t id = 0;             ///< code of the series' id
  std::size_t begin = 0, end = 0;  ///< into RowGroups::row
};

/// Rows with an id and a date, series by series in order of the ids' bytes, each in order of time; rows of one date
/// stay in the order of the file.
struct RowGroups {
  std::vector<RowGroup> series;
  std::vector<std::size_t> order;  ///< empty when the file's own order serves

  std::size_t row(std::size_t i) const { return order.empty() ? i : order[i]; }
};

/// O(rows) for rows that come series by series in order of time, without moving any; otherwise a counting sort by
/// series and a sort of the series that need it.
RowGroups group_rows(const KeyedRows& rows);

}  // namespace demandcast
