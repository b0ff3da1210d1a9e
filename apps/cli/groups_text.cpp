// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/groups_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "apps/cli/figure_text.h"

namespace demandcast {

std::string groups_text(const Evaluation& evaluation, const std::string& dimension, const std::string& title) {
  std::size_t group_width = title.size(), model_width = 5;
  std::vector<const GroupMetrics*> groups;
  for (const GroupMetrics& group : evaluation.groups) {
    if (group.dimension != dimension) continue;
    groups.push_back(&group);
    group_width = std::max(group_width, group.group.size());
    model_width = std::max(model_width, group.model.size());
  }
  if (groups.empty()) return {};
  std::string text = fmt::format("\n{:<{}}  {:<{}}  {:>8} {:>8} {:>8} {:>7} {:>6}\n", title, group_width, "model",
                                 model_width, "wql", "p50", "p90", "bias", "cov80");
  for (const GroupMetrics* group : groups) {
    const Metrics& m = group->metrics;
    text += fmt::format("{:<{}}  {:<{}}  {:>8} {:>8} {:>8} {:>7} {:>6}\n", group->group, group_width, group->model,
                        model_width, figure_text(m.wql, 4), figure_text(m.p50, 4), figure_text(m.p90, 4),
                        figure_text(m.bias, 3), figure_text(m.coverage80_pit, 3));
  }
  return text;
}

}  // namespace demandcast
