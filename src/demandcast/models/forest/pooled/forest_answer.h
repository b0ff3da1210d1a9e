// From a series to the cells of a forecast.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "demandcast/models/forest/pooled/forest_forecaster.h"
#include "demandcast/models/forest/pooled/target_base.h"

namespace demandcast {

/// One thread's way: the row of a target, the leaves that it lies in, mean and quantiles in units of demand. Borrows
/// what it is made of.
class ForestAnswer {
 public:
  /// `bases` [part]; `levels` rising.
  ForestAnswer(const std::vector<ForestPart>& parts, const std::vector<TargetBase>& bases,
               const std::vector<double>& levels);
  /// `series` [part], with a level above 0 at `origin`. Of several parts the distribution is
  ///
  ///   F(z) = sum over parts p of  trees of p / all trees  x  F_p(z / base of the target in p)
  ///
  /// and quantiles are the smallest z with F(z) at least the level.
  void fill(std::span<const SeriesFeatures> series, Period origin, const Span& target, double& mean,
            std::span<double> quantiles);

 private:
  struct Part {
    LeafMixture mixture;
    double scale = 0;  ///< what a unit of the target asked about is in demand
    double share = 0;  ///< of all trees
  };
  void mixed_quantiles(std::span<double> quantiles);

  const std::vector<ForestPart>& parts_;
  const std::vector<TargetBase>& bases_;
  const std::vector<double>& levels_;
  std::vector<Part> asked_;
  std::vector<std::pair<double, double>> points_;  ///< demand and its weight
  FeatureRow row_;
};

}  // namespace demandcast
