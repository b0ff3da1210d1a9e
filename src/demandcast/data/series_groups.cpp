// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/series_groups.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr const char* kEverything = "total";
constexpr const char* kEach = "series";

std::vector<std::string> names_in(const std::string& grouping) {
  std::vector<std::string> names;
  for (std::size_t from = 0; from <= grouping.size();) {
    const std::size_t star = std::min(grouping.find('*', from), grouping.size());
    names.push_back(grouping.substr(from, star - from));
    from = star + 1;
  }
  return names;
}

bool can_group(const StaticColumn& column) { return column.kind != StaticKind::kEmbedding; }

const StaticColumn& column_of(const Panel& panel, const std::string& name) {
  const StaticColumn* column = panel.find_static(name);
  if (column != nullptr && can_group(*column)) return *column;
  std::vector<std::string> known{kEverything};
  for (const StaticColumn& other : panel.statics()) {
    if (can_group(other)) known.push_back(other.name);
  }
  throw ConfigError(
      fmt::format("\"{}\" is not among the statics of the data (--static, --statics) to sum over; there are: {}", name,
                  fmt::join(known, ", ")));
}

/// The value of one series, as text; empty where it was not given.
std::string value_of(const StaticColumn& column, std::size_t series) {
  if (column.kind == StaticKind::kNumber) {
    const float number = column.numbers[series];
    return std::isnan(number) ? std::string() : fmt::format("{}", number);
  }
  const std::int32_t code = column.codes[series];
  return code < 0 ? std::string() : column.categories[static_cast<std::size_t>(code)];
}

/// What a series is called under a grouping by `columns`.
std::string group_id(const std::vector<const StaticColumn*>& columns, std::size_t series) {
  std::string id;
  for (const StaticColumn* column : columns) {
    if (!id.empty()) id += '*';
    id += column->name + "=" + value_of(*column, series);
  }
  return id;
}

}  // namespace

std::vector<SeriesGroup> series_groups(const Panel& panel, const std::string& grouping) {
  std::vector<const StaticColumn*> columns;
  if (grouping != kEverything && grouping != kEach) {
    for (const std::string& name : names_in(grouping)) columns.push_back(&column_of(panel, name));
  }
  std::map<std::string, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    members[grouping == kEverything ? kEverything
            : grouping == kEach     ? panel.id(i)
                                    : group_id(columns, i)]
        .push_back(i);
  }
  std::vector<SeriesGroup> groups;
  for (auto& [id, of_group] : members) groups.push_back({id, std::move(of_group)});
  return groups;
}

}  // namespace demandcast
