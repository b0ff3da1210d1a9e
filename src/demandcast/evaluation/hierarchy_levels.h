// Which series are summed at one level of a hierarchy. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demandcast/data/panel.h"

namespace demandcast {

/// Groups of series.
struct HierarchyLevel {
  std::vector<std::vector<std::size_t>> members;  ///< [group] indices into the panel, ascending
  std::vector<std::size_t> group_of;              ///< [series of the panel]; only of those given
};

/// The level `name` ("total", "series", statics joined by "*") over `series` of the panel. A value that was not given
/// is a value of its own. Throws ConfigError.
HierarchyLevel hierarchy_level(const Panel& panel, const std::string& name, const std::vector<std::size_t>& series);

}  // namespace demandcast
