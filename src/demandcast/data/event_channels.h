// Events of a table as columns that are known ahead.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/data/event_table.h"
#include "demandcast/data/fault_list.h"
#include "demandcast/data/panel.h"

namespace demandcast {

/// `panel` with two known-future channels for each event, behind its own: `on_NAME`, the share of a period's days that
/// the event takes, and `to_NAME`, periods to the nearest period that it touches: 0 in it, positive before, negative
/// after, the one to come of two at the same distance, NaN farther than eight periods or four weeks, whichever is
/// longer. Both from the panel's first period to two years after `newest`, the period of the newest demand; a day that
/// the table does not name has no event. Series that the same rows concern share one row of a channel. `id` is the name
/// of the id's column among scope columns. Throws ConfigError for integer periods, a scope column that is no static,
/// and a channel of that name that is there already. O(rows of the table * series + periods).
Panel with_events(const Panel& panel, const EventTable& events, const std::string& id, Period newest);

/// Notes events that have no day after `newest`, and rows that concern no series of the panel.
void note_events(const Panel& panel, const EventTable& events, const std::string& id, Period newest, FaultList& faults);

}  // namespace demandcast
