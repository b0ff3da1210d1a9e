// Series put into groups by what is known of them: categories, stores, everything.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demandcast/data/panel.h"

namespace demandcast {

struct SeriesGroup {
  std::string id;                    ///< "total", "category=toys", "category=toys*store=S1"
  std::vector<std::size_t> members;  ///< series of the panel, ascending
};

/// The groups of one grouping, by id: "total", "series" (each its own), the name of a static (a category or a number),
/// or several joined by "*". A value that was not given is a group of its own, "category=". Throws ConfigError for a
/// name that is no such static, with those that there are. O(series log groups).
std::vector<SeriesGroup> series_groups(const Panel& panel, const std::string& grouping);

}  // namespace demandcast
