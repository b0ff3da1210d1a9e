// From a series to the cells of a forecast.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "demandcast/models/forest/pooled/forest_forecaster.h"
#include "demandcast/models/forest/pooled/target_base.h"
#include "demandcast/models/forest/trees/leaf_mixture.h"

namespace demandcast {

/// One thread's way: the rows of targets, the leaves that they lie in, mean and quantiles in units of demand. Targets
/// are collected and answered together. Borrows what it is made of.
class ForestAnswer {
 public:
  /// `bases` [part]; `levels` rising.
  ForestAnswer(const std::vector<ForestPart>& parts, const std::vector<TargetBase>& bases,
               const std::vector<double>& levels);
  /// Fills `mean` and `quantiles` no later than finish() returns. `series` [part], with a level above 0 at `origin`. Of
  /// several parts the distribution is
  ///
  ///   F(z) = sum over parts p of  trees of p / all trees  x  F_p(z / base of the target in p)
  ///
  /// and quantiles are the smallest z with F(z) at least the level.
  void fill(std::span<const SeriesFeatures> series, Period origin, const Span& target, double& mean,
            std::span<double> quantiles);
  void finish();

 private:
  struct Part {
    LeafMixture mixture;
    double share = 0;                   ///< of all trees
    std::vector<FeatureRow> rows = {};  ///< [target]
    std::vector<double> scales = {};    ///< [target] what a unit of it is in demand
  };
  struct Target {
    double* mean;
    std::span<double> quantiles;
  };
  void answer(std::size_t target);
  void mixed_quantiles(std::span<double> quantiles);

  const std::vector<ForestPart>& parts_;
  const std::vector<TargetBase>& bases_;
  const std::vector<double>& levels_;
  std::vector<Part> asked_;
  std::vector<Target> targets_;                    ///< collected
  std::vector<std::pair<double, double>> points_;  ///< demand and its weight
};

}  // namespace demandcast
