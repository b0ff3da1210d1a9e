// All the events that were asked for, put into panels.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "demandcast/data/event_source.h"
#include "demandcast/data/event_table.h"
#include "demandcast/data/fault_list.h"
#include "demandcast/data/panel.h"

namespace demandcast {

class PanelEvents {
 public:
  /// Reads the table, where there is one. Throws what read_event_table throws.
  explicit PanelEvents(EventSource source);

  /// `panel` with the events of the table and, as one event "holiday", the public holidays: see with_events. Throws
  /// what that throws, and ConfigError for a country that is not known, DataError where its holidays are not known up
  /// to `newest`.
  Panel add_to(Panel panel, const std::string& id, Period newest) const;
  /// What is odd about them: see note_events.
  void note(const Panel& panel, const std::string& id, Period newest, FaultList& faults) const;

 private:
  EventSource source_;
  std::optional<EventTable> table_;
};

/// The public holidays of a country, or of the country that a static tells, from a year before the panel's first period
/// to two years after `newest` or as far as they are known. Errors as PanelEvents::add_to.
EventTable holiday_events(const Panel& panel, const std::string& country_or_static, Period newest);

}  // namespace demandcast
