// Demand summed over groups of series: categories, stores, everything.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/panel.h"

namespace demandcast {

/// A panel of sums, one series per group, and who is summed in each.
struct Totals {
  Panel panel;                                    ///< ids "total", "category=toys", "category=toys*store=S1"
  std::vector<std::vector<std::size_t>> members;  ///< [group] series of the panel summed, ascending
};

/// The groups of every grouping (series_groups.h). A period's sum is that of its observed and censored
/// members, censored where a member is, missing where none is known. The panel's one static, "grouping", says which
/// grouping a group is of. Throws ConfigError as series_groups() does. O(cells * groupings).
Totals make_totals(const Panel& panel, const std::vector<std::string>& groupings);

}  // namespace demandcast
