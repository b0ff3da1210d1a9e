// Training rows drawn from a stream of series: which of them, their targets, their bins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/core/run_context.h"
#include "demandcast/features/feature_set.h"
#include "demandcast/models/forest/pooled/median_fill.h"
#include "demandcast/models/forest/pooled/sample_options.h"
#include "demandcast/models/forest/pooled/target_base.h"
#include "demandcast/models/forest/trees/grow_tree.h"

namespace demandcast {

struct TrainingSample {
  PooledFacts facts;
  TargetBase base;
  MedianFill fill;
  TrainingRows training;
  std::vector<std::uint64_t> keys;  ///< [row] DrawnRow::key
  std::vector<float> scales;        ///< [row] what a unit of its target is in demand
  bool empty() const { return training.targets.empty(); }
};

/// About options.rows of a RowDraw; passes over the stream four times: for the seasons of groups, to count, to find
/// base and bins, to fill. Memory: options.rows * (features + 22) bytes and a shard. Throws
/// ConfigError for columns and features that there are not.
TrainingSample draw_training_sample(const PanelStream& training, const FeatureSet& set, const Horizon& horizon,
                                    const SampleOptions& options, const RunContext& context);

}  // namespace demandcast
