// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/totals.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr const char* kEverything = "total";

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
      fmt::format("--totals: \"{}\" is not among the statics of the data (--static, --statics); there are: {}", name,
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

/// Group id -> members, in the order of ids.
using Groups = std::map<std::string, std::vector<std::size_t>>;

Groups groups_of(const Panel& panel, const std::string& grouping) {
  Groups groups;
  if (grouping == kEverything) {
    for (std::size_t i = 0; i < panel.series_count(); ++i) groups[kEverything].push_back(i);
    return groups;
  }
  std::vector<const StaticColumn*> columns;
  for (const std::string& name : names_in(grouping)) columns.push_back(&column_of(panel, name));
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    std::string id;
    for (const StaticColumn* column : columns) {
      if (!id.empty()) id += '*';
      id += column->name + "=" + value_of(*column, i);
    }
    groups[id].push_back(i);
  }
  return groups;
}

SeriesInput sum_of(const Panel& panel, const std::string& id, const std::vector<std::size_t>& members) {
  Period first = panel.first_period(members.front()), last = panel.last_period(members.front());
  for (const std::size_t i : members) {
    first = std::min(first, panel.first_period(i));
    last = std::max(last, panel.last_period(i));
  }
  const auto length = static_cast<std::size_t>(std::max<Period>(0, last - first + 1));
  std::vector<double> sum(length);
  std::vector<CellState> states(length, CellState::kMissing);
  for (const std::size_t i : members) {
    const auto y = panel.target(i);
    const auto cells = panel.states(i);
    for (std::size_t t = 0; t < y.size(); ++t) {
      if (cells[t] == CellState::kMissing) continue;
      const auto at = static_cast<std::size_t>(panel.first_period(i) - first) + t;
      sum[at] += static_cast<double>(y[t]);
      if (states[at] != CellState::kCensored) states[at] = cells[t];
    }
  }
  return {id, first, {sum.begin(), sum.end()}, std::move(states)};
}

}  // namespace

Totals make_totals(const Panel& panel, const std::vector<std::string>& groupings) {
  Totals totals;
  std::vector<SeriesInput> sums;
  StaticColumn grouping{"grouping", StaticKind::kCategory, 1, {}, {}, groupings};
  for (std::size_t g = 0; g < groupings.size(); ++g) {
    for (auto& [id, members] : groups_of(panel, groupings[g])) {
      sums.push_back(sum_of(panel, id, members));
      grouping.codes.push_back(static_cast<std::int32_t>(g));
      totals.members.push_back(std::move(members));
    }
  }
  totals.panel = Panel(panel.frequency(), std::move(sums), {}, {std::move(grouping)});
  return totals;
}

}  // namespace demandcast
