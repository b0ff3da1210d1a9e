// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/sampled_demand.h"

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast {

SampledDemand::SampledDemand(std::vector<double> sample) : sorted_(std::move(sample)) {
  if (sorted_.empty()) throw ConfigError("a sample of demand is empty; at least one number is wanted");
  std::sort(sorted_.begin(), sorted_.end());
  above_.assign(sorted_.size() + 1, 0.0);
  for (std::size_t i = sorted_.size(); i-- > 0;) above_[i] = above_[i + 1] + sorted_[i];
}

double SampledDemand::quantile(double level) const {
  constexpr double kRounding = 1e-9;
  const auto count = static_cast<double>(sorted_.size());
  const double rank = std::clamp(std::ceil(level * count - kRounding), 1.0, count);
  return sorted_[static_cast<std::size_t>(rank) - 1];
}

double SampledDemand::excess(double x) const {
  const auto first = static_cast<std::size_t>(std::upper_bound(sorted_.begin(), sorted_.end(), x) - sorted_.begin());
  const auto many = static_cast<double>(sorted_.size() - first);
  return (above_[first] - many * x) / static_cast<double>(sorted_.size());
}

}  // namespace demandcast
