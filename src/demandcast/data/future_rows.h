// Plans from a file of their own, put under the rows of the data; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "demandcast/data/keyed_rows.h"

namespace demandcast {

/// Where the plans begin among a table's rows, and how many ids the data have.
struct PlanRows {
  std::size_t begin = 0;
  std::size_t known_ids = 0;
};

/// The columns wanted of the file of future values. Throws ConfigError when no column is known-future.
std::vector<std::string> future_columns(const DataSource& source);

/// Adds the rows of `source.future_path` (id, time, every known column, and the date of its
/// plans where that has a column) to `table`. Throws as read_table does, and
/// ConfigError when no column is known-future.
PlanRows append_future(const DataSource& source, Table& table);

/// The date of the last row of a series that is known elsewhere; nothing where it is not.
using KnownSeries = std::function<std::optional<Timestamp>(const std::string& id)>;

/// Leaves out the plans of unknown series and, unless plans are `dated`, those that come neither after `last_demand` of
/// any series nor after the last row of their own series; notes both. `known` tells of
/// series besides those that rows before the plans have; empty where there are none.
void drop_idle_plans(const PlanRows& plans, Timestamp last_demand, bool dated, const KnownSeries& known,
                     KeyedRows& rows);

}  // namespace demandcast
