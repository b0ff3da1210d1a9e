// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/grid_distribution.h"

#include <algorithm>

namespace demandcast {

void GridDistribution::clear() { std::ranges::fill(weights_, 0.0); }

void GridDistribution::add(std::span<const TargetCode> targets, double weight) {
  const double each = weight / static_cast<double>(targets.size());
  for (const TargetCode code : targets) weights_[code] += each;
}

double GridDistribution::mean() const {
  double sum = 0;
  for (std::size_t code = 0; code < weights_.size(); ++code) {
    sum += weights_[code] * grid_->value(static_cast<TargetCode>(code));
  }
  return sum;
}

void GridDistribution::quantiles(std::span<const double> levels, std::span<double> values) const {
  constexpr double kRounding = 1e-9;
  std::size_t code = 0;
  double below = weights_.front();
  for (std::size_t i = 0; i < levels.size(); ++i) {
    while (below < levels[i] - kRounding && code + 1 < weights_.size()) below += weights_[++code];
    values[i] = grid_->value(static_cast<TargetCode>(code));
  }
}

}  // namespace demandcast
