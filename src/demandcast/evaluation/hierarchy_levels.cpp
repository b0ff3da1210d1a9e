// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/hierarchy_levels.h"

#include <map>
#include <sstream>

#include "demandcast/evaluation/static_segments.h"

namespace demandcast {
namespace {

std::vector<const StaticColumn*> columns_of(const Panel& panel, const std::string& name) {
  std::vector<const StaticColumn*> columns;
  std::istringstream parts(name);
  for (std::string part; std::getline(parts, part, '*');) columns.push_back(&find_category(panel, part));
  return columns;
}

}  // namespace

HierarchyLevel hierarchy_level(const Panel& panel, const std::string& name, const std::vector<std::size_t>& series) {
  const bool each = name == "series";
  const auto columns = each || name == "total" ? std::vector<const StaticColumn*>{} : columns_of(panel, name);
  HierarchyLevel level;
  level.group_of.assign(panel.series_count(), 0);
  std::map<std::vector<std::int64_t>, std::size_t> groups;
  for (const std::size_t index : series) {
    std::vector<std::int64_t> key;
    if (each) key.push_back(static_cast<std::int64_t>(index));
    for (const StaticColumn* column : columns) key.push_back(column->codes[index]);
    const std::size_t group = groups.try_emplace(std::move(key), groups.size()).first->second;
    if (group == level.members.size()) level.members.emplace_back();
    level.members[group].push_back(index);
    level.group_of[index] = group;
  }
  return level;
}

}  // namespace demandcast
