// One dimension of an evaluation laid out as models against groups.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/breakdown.h"

#include <algorithm>
#include <limits>

namespace demandcast {
namespace {

std::size_t place_of(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) names.push_back(name);
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

Breakdown breakdown(const Evaluation& evaluation, const std::string& dimension) {
  Breakdown out{dimension, evaluation.leaderboard, {}, {}};
  for (const GroupMetrics& row : evaluation.groups) {
    if (row.dimension == dimension) place_of(out.groups, row.group);
  }
  out.cells.assign(out.models.size(), std::vector<const Metrics*>(out.groups.size(), nullptr));
  for (const GroupMetrics& row : evaluation.groups) {
    const auto model = std::find(out.models.begin(), out.models.end(), row.model);
    if (row.dimension != dimension || model == out.models.end()) continue;
    out.cells[static_cast<std::size_t>(model - out.models.begin())][place_of(out.groups, row.group)] = &row.metrics;
  }
  return out;
}

std::vector<std::string> segment_dimensions(const Evaluation& evaluation) {
  std::vector<std::string> names;
  for (const GroupMetrics& row : evaluation.groups) {
    if (row.dimension != "overall" && row.dimension != "horizon" && row.dimension != "cutoff" &&
        row.dimension != "span") {
      place_of(names, row.dimension);
    }
  }
  std::erase_if(names, [&](const std::string& name) { return breakdown(evaluation, name).groups.size() < 2; });
  return names;
}

double figure(const Metrics* cell, double Metrics::* member) {
  return cell != nullptr ? cell->*member : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace demandcast
