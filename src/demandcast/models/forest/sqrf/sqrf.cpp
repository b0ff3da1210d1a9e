// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/sqrf/sqrf.h"

#include "demandcast/models/forest/pooled/forest_forecaster.h"

namespace demandcast {
namespace {

ForestOptions forest_options(const SqrfOptions& options) {
  return {
      .trees = static_cast<int>(options.trees),
      .first_tree = options.first_tree,
      .sample_fraction = options.sample_fraction,
      .tree = {.criterion = options.criterion == "variance" ? SplitCriterion::kVariance : SplitCriterion::kQuantiles,
               .feature_fraction = options.feature_fraction,
               .min_leaf = static_cast<int>(options.min_leaf),
               .max_depth = TreeOptions{}.max_depth,
               .leaf_targets = static_cast<int>(options.leaf_targets)}};
}

}  // namespace

std::unique_ptr<Forecaster> SqrfEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                               const RunContext& context) const {
  const SampleOptions sample{.owner = "sqrf",
                             .rows = static_cast<std::size_t>(options_.rows),
                             .even_over = options_.even_over,
                             .without = options_.without,
                             .bins = static_cast<int>(options_.bins),
                             .mixed_base = options_.base == "mix"};
  return fit_forest(training, horizon, sample, forest_options(options_), insight_options(options_), context);
}

}  // namespace demandcast
