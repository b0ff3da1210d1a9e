// Series of a file that follow another frequency than most; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/group_rows.h"

namespace demandcast {

/// Compares every series of 5 dates or more with the frequency that was found for the file, and notes one fault that
/// names series of each frequency: those with most dates off the grid, and those of a coarser unit that do not fall
/// there by luck. Series dated more rarely by whole steps, or too thinly to be sure, are sold rarely: 8 dates or more
/// of them on a coarser grid are noted as a warning. True when there is a fault. O(rows) at worst, O(1) for a series
/// with a row in most periods.
bool note_mixed_frequency(const Frequency& found, const KeyedRows& rows, const RowGroups& groups);

}  // namespace demandcast
