// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/target_base.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

/// Weights w >= 0 that make w' A w - 2 b' w least, by cyclic coordinate descent [Franc, Hlavac & Navara 2005,
/// "Sequential coordinate-wise algorithm for the non-negative least squares problem"].
std::vector<double> non_negative_weights(const std::vector<double>& a, const std::vector<double>& b) {
  constexpr int kRounds = 2000;
  constexpr double kRidge = 1e-6;  // of the largest diagonal: candidates may be copies of each other
  const std::size_t n = b.size();
  double largest = 0;
  for (std::size_t i = 0; i < n; ++i) largest = std::max(largest, a[i * n + i]);
  std::vector<double> weights(n, 0);
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < n; ++i) {
      double slope = b[i];
      for (std::size_t j = 0; j < n; ++j) slope -= a[i * n + j] * weights[j];
      const double diagonal = a[i * n + i] + kRidge * largest;
      if (diagonal > 0) weights[i] = std::max(0.0, weights[i] + slope / diagonal);
    }
  }
  return weights;
}

}  // namespace

std::size_t base_weight_count(const FeatureSet& set) {
  return 1 + static_cast<std::size_t>(std::ranges::count(set.infos(), true, &FeatureInfo::candidate));
}

TargetBase::TargetBase(const FeatureSet& set, std::vector<double> weights) : weights_(std::move(weights)) {
  for (std::uint32_t f = 0; f < set.infos().size(); ++f) {
    if (!set.infos()[f].candidate) continue;
    candidates_.push_back(f);
    if (set.infos()[f].name == "long_level") long_level_ = f;
  }
}

TargetBase TargetBase::learn(const FeatureSet& set, std::span<const DrawnRow> rows) {
  const std::size_t n = base_weight_count(set);
  TargetBase base(set, std::vector<double>(n, 0));
  std::vector<double> a(n * n, 0), b(n, 0), values;
  for (const DrawnRow& row : rows) {
    base.candidates_of(row.features, values);
    const double target = std::min(kHighest, row.demand_in_levels);
    for (std::size_t i = 0; i < n; ++i) {
      b[i] += values[i] * target;
      for (std::size_t j = 0; j < n; ++j) a[i * n + j] += values[i] * values[j];
    }
  }
  base.weights_ = non_negative_weights(a, b);
  for (double& weight : base.weights_) weight *= 1 - kLevelShare;
  base.weights_.front() += kLevelShare;
  return base;
}

void TargetBase::candidates_of(const FeatureRow& row, std::vector<double>& values) const {
  double otherwise = 1;
  for (const FeatureEntry& entry : row.entries()) {
    if (entry.feature == long_level_) otherwise = entry.value;
  }
  values.assign(1, 1.0);
  auto entry = row.entries().begin();
  for (const std::uint32_t feature : candidates_) {
    while (entry != row.entries().end() && entry->feature < feature) ++entry;
    const bool present = entry != row.entries().end() && entry->feature == feature;
    values.push_back(std::min(kHighest, present ? static_cast<double>(entry->value) : otherwise));
  }
}

double TargetBase::of(const FeatureRow& row) const {
  if (candidates_.empty()) return std::max(kLeast, weights_.front());
  std::vector<double> values;
  candidates_of(row, values);
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) sum += weights_[i] * values[i];
  return std::max(kLeast, sum);
}

}  // namespace demandcast
