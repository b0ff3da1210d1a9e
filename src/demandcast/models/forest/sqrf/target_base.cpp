// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/sqrf/target_base.h"

#include <algorithm>

namespace demandcast {
namespace {

int place_of(const FeatureSet& set, const std::string& name) {
  const auto& infos = set.infos();
  const auto at = std::ranges::find(infos, name, &FeatureInfo::name);
  return at == infos.end() ? -1 : static_cast<int>(at - infos.begin());
}

double value_of(const FeatureRow& row, int feature, double otherwise) {
  if (feature < 0) return otherwise;
  for (const FeatureEntry& entry : row.entries()) {
    if (entry.feature == static_cast<std::uint32_t>(feature)) return entry.value;
  }
  return otherwise;
}

}  // namespace

TargetBase::TargetBase(std::string kind, const FeatureSet& set)
    : kind_(std::move(kind)),
      around_(place_of(set, set.spans().cycle > 0 ? "cycles_ago" : "year_ago_half_moved")),
      similar_(place_of(set, "similar_demand")),
      long_(place_of(set, "long_level")) {}

double TargetBase::of(const FeatureRow& row, double level) const {
  if (kind_ == "level") return level;
  const double recent = value_of(row, long_, 1);
  const double season = value_of(row, around_, recent);
  if (kind_ == "season") return level * std::max(0.1, season);
  const double similar = value_of(row, similar_, season);
  return level * std::max(0.1, 0.2 * recent + 0.4 * season + 0.4 * similar);
}

}  // namespace demandcast
