// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/hierarchy_levels.h"

#include <algorithm>

#include "demandcast/data/series_groups.h"

namespace demandcast {

HierarchyLevel hierarchy_level(const Panel& panel, const std::string& name, const std::vector<std::size_t>& series) {
  std::vector<bool> given(panel.series_count(), false);
  for (const std::size_t index : series) given[index] = true;
  HierarchyLevel level;
  level.group_of.assign(panel.series_count(), 0);
  for (SeriesGroup& group : series_groups(panel, name)) {
    std::erase_if(group.members, [&](std::size_t index) { return !given[index]; });
    if (group.members.empty()) continue;
    for (const std::size_t index : group.members) level.group_of[index] = level.members.size();
    level.members.push_back(std::move(group.members));
  }
  return level;
}

}  // namespace demandcast
