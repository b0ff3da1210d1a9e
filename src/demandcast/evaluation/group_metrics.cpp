// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/group_metrics.h"

#include <algorithm>
#include <set>

#include "demandcast/core/parallel.h"

namespace demandcast {

std::vector<GroupMetrics> overall_metrics(const ScoredTable& table, const ScoredPairs& pairs,
                                          const RunContext& context) {
  std::vector<GroupMetrics> all(pairs.rows.size());
  parallel_for(all.size(), context, [&](std::size_t model) {
    all[model] = {table.forecasts.models[model], "overall", "all", compute_metrics(table, pairs.rows[model])};
  });
  return all;
}

Dimension horizon_dimension(const ScoredTable& table, const ScoredPairs& pairs) {
  std::set<Period> distinct;
  for (const auto& rows : pairs.rows) {
    for (const std::size_t row : rows) distinct.insert(table.forecasts.period[row] - table.forecasts.cutoff[row]);
  }
  const std::vector<Period> steps(distinct.begin(), distinct.end());
  Dimension dimension{"horizon", {}, {}};
  for (const Period step : steps) dimension.groups.push_back(std::to_string(step));
  dimension.group_of = [&table, steps](std::size_t row) {
    const Period step = table.forecasts.period[row] - table.forecasts.cutoff[row];
    return static_cast<std::size_t>(std::lower_bound(steps.begin(), steps.end(), step) - steps.begin());
  };
  return dimension;
}

Dimension cutoff_dimension(const ScoredPairs& pairs, const Frequency& frequency) {
  Dimension dimension{"cutoff", {}, {}};
  for (const Period cutoff : pairs.cutoffs) dimension.groups.push_back(frequency.format(cutoff));
  dimension.group_of = [&pairs](std::size_t row) {
    return static_cast<std::size_t>(pairs.cutoff[static_cast<std::size_t>(pairs.pair[row])]);
  };
  return dimension;
}

void append_group_metrics(const ScoredTable& table, const ScoredPairs& pairs, const Dimension& dimension,
                          const std::vector<std::size_t>& models, const RunContext& context,
                          std::vector<GroupMetrics>& groups) {
  const std::size_t width = models.size();
  std::vector<std::vector<std::size_t>> rows(dimension.groups.size() * width);
  for (std::size_t place = 0; place < width; ++place) {
    for (const std::size_t row : pairs.rows[models[place]])
      rows[dimension.group_of(row) * width + place].push_back(row);
  }
  std::vector<GroupMetrics> all(rows.size());
  parallel_for(rows.size(), context, [&](std::size_t i) {
    all[i] = {table.forecasts.models[models[i % width]], dimension.name, dimension.groups[i / width],
              compute_metrics(table, rows[i])};
  });
  for (std::size_t group = 0; group < dimension.groups.size(); ++group) {
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(group * width);
    const auto end = begin + static_cast<std::ptrdiff_t>(width);
    if (std::any_of(begin, end, [](const GroupMetrics& one) { return one.metrics.rows > 0; })) {
      std::move(begin, end, std::back_inserter(groups));
    }
  }
}

}  // namespace demandcast
