// Whether the columns of a panel fit its series; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "demandcast/data/panel.h"

namespace demandcast {

/// Throws DataError where rows, values or versions of `channel` do not fit each other or the series. O(rows +
/// versions).
void check_channel(const Channel& channel, std::size_t series_count);
/// Throws DataError where there is not one value, or list of the column's width, for each series.
void check_static(const StaticColumn& column, std::size_t series_count);

}  // namespace demandcast
