// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/step_groups.h"

#include <algorithm>

#include "demandcast/data/calendar.h"
#include "demandcast/models/calibrated/past/forecast_height.h"

namespace demandcast {
namespace {

std::vector<std::size_t> groups_of_plans(const PoolFact& fact, const PanelView& view, std::size_t series,
                                         std::size_t steps) {
  std::vector<std::size_t> groups(steps, fact.plans.size());
  const Channel* channel = planned_channel(view, fact.name);
  if (channel == nullptr) return groups;
  const Period origin = view.origin(series);
  const auto planned = view.series(series).channel(*channel, origin + 1, origin + static_cast<Period>(steps));
  for (std::size_t step = 0; step < steps; ++step) {
    groups[step] = static_cast<std::size_t>(std::ranges::find(fact.plans, planned[step]) - fact.plans.begin());
  }
  return groups;
}

}  // namespace

std::vector<std::size_t> step_groups(const PoolFact& fact, const PanelView& view, std::size_t series,
                                     std::span<const double> means, double level) {
  if (fact.name != "height" && fact.name != "month") return groups_of_plans(fact, view, series, means.size());
  std::vector<std::size_t> groups;
  for (const double mean : means) {
    const Period due = view.origin(series) + 1 + static_cast<Period>(groups.size());
    groups.push_back(fact.name == "height" ? forecast_height(mean, level)
                                           : static_cast<std::size_t>(calendar_of(view.frequency(), due).month - 1));
  }
  return groups;
}

}  // namespace demandcast
