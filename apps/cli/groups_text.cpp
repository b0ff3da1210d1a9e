// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/groups_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

std::string number(double value, int digits) { return std::isnan(value) ? "-" : fmt::format("{:.{}f}", value, digits); }

}  // namespace

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
                        model_width, number(m.wql, 4), number(m.p50, 4), number(m.p90, 4), number(m.bias, 3),
                        number(m.coverage80, 3));
  }
  return text;
}

}  // namespace demandcast
