// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/weighted_sample.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace demandcast {

WeightedSample::WeightedSample(std::vector<double> values, std::vector<double> weights) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  double sum = 0;
  for (const std::size_t i : order) {
    values_.push_back(values[i]);
    share_.push_back(sum += weights[i]);
  }
  for (double& share : share_) share /= sum;
}

double WeightedSample::quantile(double level) const {
  // A level that equals a share up to rounding belongs to that share: five even weights have their 0.6 quantile third.
  constexpr double kRounding = 1e-12;
  const auto reached = std::lower_bound(share_.begin(), share_.end(), level - kRounding);
  return values_[std::min(static_cast<std::size_t>(reached - share_.begin()), values_.size() - 1)];
}

}  // namespace demandcast
