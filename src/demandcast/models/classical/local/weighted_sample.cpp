// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/weighted_sample.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace demandcast {

namespace {

bool are_small_counts(const std::vector<double>& values) {
  constexpr double kMost = 1024;
  return std::ranges::all_of(values, [](double x) { return x >= 0 && x <= kMost && x == std::floor(x); });
}

/// Each place is the number of values below it plus those equal and before it: no comparison that a processor could
/// guess wrong, which sorting the counts that sales are spends most of its time on.
std::vector<std::size_t> order_of_counts(const std::vector<double>& values) {
  std::vector<std::size_t> next(static_cast<std::size_t>(*std::ranges::max_element(values)) + 2, 0);
  for (const double value : values) ++next[static_cast<std::size_t>(value) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::size_t> order(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) order[next[static_cast<std::size_t>(values[i])]++] = i;
  return order;
}

/// Numbers of the values in increasing order, equal ones in the order given.
std::vector<std::size_t> order_of(const std::vector<double>& values) {
  if (!values.empty() && are_small_counts(values)) return order_of_counts(values);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  return order;
}

}  // namespace

WeightedSample::WeightedSample(std::vector<double> values, std::vector<double> weights) {
  values_.reserve(values.size());
  share_.reserve(values.size());
  double sum = 0;
  for (const std::size_t i : order_of(values)) {
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
