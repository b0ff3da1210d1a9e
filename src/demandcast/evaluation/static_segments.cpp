// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/static_segments.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

#include "demandcast/core/error.h"

namespace demandcast {

const StaticColumn& find_category(const Panel& panel, const std::string& name) {
  const StaticColumn* column = panel.find_static(name);
  if (column != nullptr && column->kind == StaticKind::kCategory) return *column;
  std::vector<std::string> known;
  for (const StaticColumn& each : panel.statics()) {
    if (each.kind == StaticKind::kCategory) known.push_back(each.name);
  }
  throw ConfigError(fmt::format("groups by \"{}\": {}; the data's categories are: {}", name,
                                column == nullptr ? "there is no such static" : "a category is wanted, not a number",
                                known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", "))));
}

namespace {

/// Codes of the values with most distinct series among `series`, which repeats a series side by side.
std::vector<std::size_t> largest_values(const StaticColumn& column, const std::vector<std::size_t>& series) {
  std::vector<std::size_t> count(column.categories.size(), 0), codes;
  for (std::size_t pair = 0; pair < series.size(); ++pair) {
    const std::int32_t code = column.codes[series[pair]];
    if (code >= 0 && (pair == 0 || series[pair] != series[pair - 1])) ++count[static_cast<std::size_t>(code)];
  }
  for (std::size_t code = 0; code < count.size(); ++code) {
    if (count[code] > 0) codes.push_back(code);
  }
  std::sort(codes.begin(), codes.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(count[b], column.categories[a]) < std::tuple(count[a], column.categories[b]);
  });
  codes.resize(std::min(codes.size(), kMostStaticValues));
  return codes;
}

}  // namespace

Segmentation cut_by_static(const Panel& panel, const std::string& name, const std::vector<std::size_t>& series) {
  const StaticColumn& column = find_category(panel, name);
  Segmentation segmentation{name, {}, {}};
  std::vector<std::int32_t> group_of(column.categories.size(), -1);
  for (const std::size_t code : largest_values(column, series)) {
    group_of[code] = static_cast<std::int32_t>(segmentation.groups.size());
    segmentation.groups.push_back(column.categories[code]);
  }
  const auto other = static_cast<std::int32_t>(segmentation.groups.size());
  segmentation.groups.insert(segmentation.groups.end(), {"other", "not given"});
  for (const std::size_t index : series) {
    const std::int32_t code = column.codes[index];
    const std::int32_t group = code < 0 ? other + 1 : group_of[static_cast<std::size_t>(code)];
    segmentation.group.push_back(group < 0 ? other : group);
  }
  return segmentation;
}

}  // namespace demandcast
