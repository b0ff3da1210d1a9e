// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/forest_answer.h"

#include <algorithm>

#include "demandcast/features/targets.h"

namespace demandcast {
namespace {

constexpr std::size_t kMostTargets = 64;  // collected before they are answered

}  // namespace

ForestAnswer::ForestAnswer(const std::vector<ForestPart>& parts, const std::vector<TargetBase>& bases,
                           const std::vector<double>& levels)
    : parts_(parts), bases_(bases), levels_(levels) {
  std::size_t trees = 0;
  for (const ForestPart& part : parts) trees += part.forest.tree_count();
  for (const ForestPart& part : parts) {
    const double share = static_cast<double>(part.forest.tree_count()) / static_cast<double>(trees);
    asked_.push_back({LeafMixture(part.forest), share});
    asked_.back().rows.resize(kMostTargets);
    asked_.back().scales.resize(kMostTargets);
  }
}

void ForestAnswer::fill(std::span<const SeriesFeatures> series, Period origin, const Span& target, double& mean,
                        std::span<double> quantiles) {
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    FeatureRow& row = asked_[p].rows[targets_.size()];
    row.clear();
    series[p].row(origin, target, row);
    asked_[p].scales[targets_.size()] = series[p].level(origin) * bases_[p].of(row) * target.length;
    parts_[p].fill.apply(row);
  }
  targets_.push_back({&mean, quantiles});
  if (targets_.size() == kMostTargets) finish();
}

void ForestAnswer::finish() {
  for (Part& part : asked_) part.mixture.ask({part.rows.data(), targets_.size()});
  for (std::size_t i = 0; i < targets_.size(); ++i) answer(i);
  targets_.clear();
}

void ForestAnswer::answer(std::size_t target) {
  const auto& [mean, quantiles] = targets_[target];
  *mean = 0;
  points_.clear();
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    const double scale = asked_[p].scales[target];
    const GridDistribution& distribution = asked_[p].mixture.distribution(target);
    *mean += asked_[p].share * (scale * distribution.mean());
    if (parts_.size() == 1) {
      distribution.quantiles(levels_, quantiles);
      for (double& quantile : quantiles) quantile *= scale;
      return;
    }
    distribution.for_each([&, share = asked_[p].share](double value, double of_part) {
      points_.emplace_back(scale * value, share * of_part);
    });
  }
  mixed_quantiles(quantiles);
}

void ForestAnswer::mixed_quantiles(std::span<double> quantiles) {
  constexpr double kRounding = 1e-9;
  std::ranges::sort(points_);
  std::size_t point = 0;
  double below = points_.front().second;
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    while (below < levels_[i] - kRounding && point + 1 < points_.size()) below += points_[++point].second;
    quantiles[i] = points_[point].first;
  }
}

}  // namespace demandcast
