// Runs of rows taken as they are, or a counting sort by series.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/group_rows.h"

#include <algorithm>

namespace demandcast {
namespace {

/// Fills the groups when each series is one run of rows whose dates do not fall; false otherwise.
bool take_runs(const KeyedRows& rows, std::vector<RowGroup>& runs) {
  std::vector<bool> seen(rows.ids->dictionary.size());
  std::int32_t last_id = -1;
  for (std::size_t row = 0; row < rows.times.size(); ++row) {
    if (!rows.usable(row)) return false;
    const std::int32_t id = rows.ids->codes[row];
    if (id == last_id) {
      if (rows.times[row] < rows.times[row - 1]) return false;
      continue;
    }
    if (seen[static_cast<std::size_t>(id)]) return false;
    seen[static_cast<std::size_t>(id)] = true;
    if (!runs.empty()) runs.back().end = row;
    runs.push_back({id, row, 0});
    last_id = id;
  }
  if (!runs.empty()) runs.back().end = rows.times.size();
  return true;
}

void sort_rows(const KeyedRows& rows, RowGroups& groups) {
  std::vector<std::size_t> begin(rows.ids->dictionary.size() + 1);
  for (std::size_t row = 0; row < rows.times.size(); ++row) {
    if (rows.usable(row)) ++begin[static_cast<std::size_t>(rows.ids->codes[row]) + 1];
  }
  for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
  groups.order.resize(begin.back());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t row = 0; row < rows.times.size(); ++row) {
    if (rows.usable(row)) groups.order[next[static_cast<std::size_t>(rows.ids->codes[row])]++] = row;
  }
  const auto earlier = [&](std::size_t a, std::size_t b) { return rows.times[a] < rows.times[b]; };
  for (std::size_t i = 0; i + 1 < begin.size(); ++i) {
    if (begin[i] == begin[i + 1]) continue;
    groups.series.push_back({static_cast<std::int32_t>(i), begin[i], begin[i + 1]});
    const auto from = groups.order.begin() + static_cast<std::ptrdiff_t>(begin[i]);
    const auto to = groups.order.begin() + static_cast<std::ptrdiff_t>(begin[i + 1]);
    if (!std::is_sorted(from, to, earlier)) std::stable_sort(from, to, earlier);
  }
}

}  // namespace

RowGroups group_rows(const KeyedRows& rows) {
  RowGroups groups;
  if (!take_runs(rows, groups.series)) {
    groups.series.clear();
    sort_rows(rows, groups);
  }
  const auto& dictionary = rows.ids->dictionary;
  const auto by_id = [&](const RowGroup& a, const RowGroup& b) {
    return dictionary[static_cast<std::size_t>(a.id)] < dictionary[static_cast<std::size_t>(b.id)];
  };
  if (!std::is_sorted(groups.series.begin(), groups.series.end(), by_id)) {
    std::sort(groups.series.begin(), groups.series.end(), by_id);
  }
  return groups;
}

}  // namespace demandcast
