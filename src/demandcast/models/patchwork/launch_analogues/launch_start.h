// When a product was launched, as known at an origin.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "demandcast/data/panel_view.h"

namespace demandcast {

struct LaunchRule {
  std::string plan;     ///< known-future column whose first cell is the launch; empty = the first sale
  Period earliest = 0;  ///< what was on sale before may be as old as it likes
  bool operator==(const LaunchRule&) const = default;
};

/// The first period on sale: of the first planned cell and the first sale, whichever comes first; where there is
/// neither, the first known cell, else the next period (or the first of the series' rows, if later). Nothing where that
/// is before rule.earliest. May lie after the origin. O(length).
std::optional<Period> launch_of(const SeriesView& series, const Channel* plan, const LaunchRule& rule);

/// Periods lived through up to the series' origin; 0 before the launch.
inline Period age_at(Period origin, Period start) { return origin < start ? 0 : origin - start + 1; }

/// The rule's plan among the columns; null where it has none. Throws ConfigError where it is not there.
const Channel* plan_of(const LaunchRule& rule, const std::vector<Channel>& channels);

/// The rule for a catalogue. Planned launches count from the second period of the data on, launches by sale from a
/// twelfth of a year on (slow products may not have sold at first). `since`: a column's name, "sale", or "auto".
LaunchRule learnt_rule(const std::string& since, const PanelStream& training);

}  // namespace demandcast
