// Training rows drawn from a stream of series: which of them, their targets, their bins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "demandcast/core/run_context.h"
#include "demandcast/features/feature_set.h"
#include "demandcast/models/forest/sqrf/sqrf_options.h"
#include "demandcast/models/forest/sqrf/target_base.h"
#include "demandcast/models/forest/trees/grow_tree.h"

namespace demandcast {

struct TrainingSample {
  PooledFacts facts;
  TargetBase base;
  TrainingRows training;
  bool empty() const { return training.targets.empty(); }
};

/// Draws about options.rows of all rows (series, origin, target within the horizon) whose target is known, by hash, so
/// that neither the order of series nor the cut into shards matters; passes over the stream four times: for
/// the seasons of groups, to count, to find base and bins, to fill. Memory: options.rows * features bytes and a shard.
TrainingSample draw_training_sample(const PanelStream& training, const FeatureSet& set, const Horizon& horizon,
                                    const SqrfOptions& options, const RunContext& context);

}  // namespace demandcast
