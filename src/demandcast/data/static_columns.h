// Statics of a panel's series; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/data/group_rows.h"

namespace demandcast {

/// Column `name` of the rows: for each series its first value that is given; other values are noted as faults.
StaticColumn static_of_rows(const std::string& name, const KeyedRows& rows, const RowGroups& groups);

}  // namespace demandcast
