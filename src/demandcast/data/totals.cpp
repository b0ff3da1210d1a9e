// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/totals.h"

#include <algorithm>

#include "demandcast/data/series_groups.h"

namespace demandcast {
namespace {

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
    for (SeriesGroup& group : series_groups(panel, groupings[g])) {
      sums.push_back(sum_of(panel, group.id, group.members));
      grouping.codes.push_back(static_cast<std::int32_t>(g));
      totals.members.push_back(std::move(group.members));
    }
  }
  totals.panel = Panel(panel.frequency(), std::move(sums), {}, {std::move(grouping)});
  return totals;
}

}  // namespace demandcast
