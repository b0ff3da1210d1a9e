// What is odd about a panel, though it can be read; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/data/build_panel.h"

namespace demandcast {

/// Notes series that have ended or never had demand, columns that are empty or constant, and known-future columns
/// without a plan. O(cells).
void note_oddities(const Panel& panel, const std::string& target_column, FaultList& faults);

/// Notes periods without a row, and whether reading them as zero would help: where demand of zero is hardly ever
/// written down (below 1 % of the observed cells), a missing row most likely says that nothing was sold.
void note_gaps(const GapCount& gaps, const Panel& panel, FaultList& faults);

}  // namespace demandcast
