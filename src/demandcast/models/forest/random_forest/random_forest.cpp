// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/random_forest/random_forest.h"

#include "demandcast/models/forest/pooled/forest_forecaster.h"

namespace demandcast {

std::unique_ptr<Forecaster> RandomForestEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                       const RunContext& context) const {
  const SampleOptions sample{.owner = "random_forest",
                             .rows = static_cast<std::size_t>(options_.rows),
                             .even_over = options_.even_over,
                             .without = options_.without,
                             .bins = static_cast<int>(options_.bins),
                             .mixed_base = false,
                             .every_cell = true};
  const ForestOptions forest{.trees = static_cast<int>(options_.trees),
                             .first_tree = options_.first_tree,
                             .bootstrap = true,
                             .tree = {.criterion = SplitCriterion::kVariance,
                                      .feature_fraction = options_.feature_fraction,
                                      .min_leaf = static_cast<int>(options_.min_leaf),
                                      .max_depth = TreeOptions{}.max_depth,
                                      .leaf_targets = 0}};
  return fit_forest(training, horizon, sample, forest, insight_options(options_), context);
}

}  // namespace demandcast
