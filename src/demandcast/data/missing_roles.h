// What is said when the columns that a panel needs are not in its file; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/read_panel.h"
#include "demandcast/data/table.h"

namespace demandcast {

/// The missing columns with their roles, the columns that there are, and the flags that would name the likely ones:
/// those that are nearly called so, or usually called so for that role ("item_id", "date", "sales"). Nothing is
/// guessed: whoever reads it gives the flags.
std::string missing_roles_text(const MissingColumns& missing, const DataSource& source);

}  // namespace demandcast
