// Where the events of a panel come from.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace demandcast {

struct EventSource {
  std::string table;     ///< file, see read_event_table; empty = none
  std::string holidays;  ///< a country of find_holiday_country, or the static that tells each series' own; empty = none

  bool empty() const { return table.empty() && holidays.empty(); }
  bool operator==(const EventSource&) const = default;
};

}  // namespace demandcast
