// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/forest_answer.h"

#include <algorithm>

#include "demandcast/features/targets.h"

namespace demandcast {

ForestAnswer::ForestAnswer(const std::vector<ForestPart>& parts, const std::vector<TargetBase>& bases,
                           const std::vector<double>& levels)
    : parts_(parts), bases_(bases), levels_(levels) {
  std::size_t trees = 0;
  for (const ForestPart& part : parts) trees += part.forest.tree_count();
  for (const ForestPart& part : parts) {
    const double share = static_cast<double>(part.forest.tree_count()) / static_cast<double>(trees);
    asked_.push_back({LeafMixture(part.forest), 0, share});
  }
}

void ForestAnswer::fill(std::span<const SeriesFeatures> series, Period origin, const Span& target, double& mean,
                        std::span<double> quantiles) {
  mean = 0;
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    row_.clear();
    series[p].row(origin, target, row_);
    asked_[p].scale = series[p].level(origin) * bases_[p].of(row_) * target.length;
    parts_[p].fill.apply(row_);
    asked_[p].mixture.ask(row_);
    mean += asked_[p].share * (asked_[p].scale * asked_[p].mixture.mean());
  }
  if (parts_.size() > 1) return mixed_quantiles(quantiles);
  asked_.front().mixture.quantiles(levels_, quantiles);
  for (double& quantile : quantiles) quantile *= asked_.front().scale;
}

void ForestAnswer::mixed_quantiles(std::span<double> quantiles) {
  constexpr double kRounding = 1e-9;
  points_.clear();
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    const std::span<const double> weights = asked_[p].mixture.distribution().weights();
    const std::vector<float>& values = parts_[p].forest.grid().values();
    for (std::size_t code = 0; code < weights.size(); ++code) {
      if (weights[code] > 0) points_.emplace_back(asked_[p].scale * values[code], asked_[p].share * weights[code]);
    }
  }
  std::ranges::sort(points_);
  std::size_t point = 0;
  double below = points_.front().second;
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    while (below < levels_[i] - kRounding && point + 1 < points_.size()) below += points_[++point].second;
    quantiles[i] = points_[point].first;
  }
}

}  // namespace demandcast
