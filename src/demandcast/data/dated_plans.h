// Rows that say the same period again at a later date: versions of its plans; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/data/build_panel.h"
#include "demandcast/data/catalogue_facts.h"

namespace demandcast {

/// [row] since when the row's known columns were known, kAlwaysKnown where nothing is said. Notes what is no date, and
/// dates where the periods are integers or the reverse.
std::vector<Timestamp> read_known_at(const DataSource& source, const CatalogueFacts& facts, const KeyedRows& rows);

/// Puts the rows of one series and period in order of `known_at`, notes those that repeat all three, and those that
/// disagree on demand, availability or a column of the past; what one of them says of these holds for all.
void settle_versions(const DataSource& source, const KeyedRows& rows, const std::vector<Timestamp>& known_at,
                     RowGroups& groups, Cells& cells);

}  // namespace demandcast
