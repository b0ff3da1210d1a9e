// features: the matrix that pooled models learn and forecast from, and what its columns are.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/features/feature_info.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

struct FeaturesConfig {
  RunConfig run;                 ///< data, horizon with its spans, cutoff and output
  std::size_t rows = 1'000'000;  ///< training rows wanted, drawn evenly from all that there are
};

struct FeatureUse {
  FeatureInfo info;
  std::size_t rows = 0;  ///< training rows that have it
};

struct FeaturesResult {
  ReadReport report;
  std::vector<FeatureUse> features;
  std::size_t possible_rows = 0;  ///< from which the training rows were drawn
  std::size_t training_rows = 0, ahead_rows = 0;
  std::size_t series = 0;
  std::size_t series_without_level = 0;  ///< sold nothing up to their newest origin, and have no rows ahead
  std::string file;                      ///< "" where none was asked for
};

/// The rows that the forests learn from with the same data, horizon and number of rows, and those that they forecast
/// from, as FeatureMatrix lays them out; of a store, one shard is in memory at a time. Without an output only counts. A
/// row tells nothing of what came after its origin, but for two things that are learnt from the whole training data:
/// the order of categories, and the demand expected behind empty shelves (data/expected_demand.h).
/// Throws ConfigError (no horizon, totals, a feature named as another column), DataError where the data have no series.
FeaturesResult run_features(const FeaturesConfig& config, const RunContext& context);

std::string to_json(const FeaturesResult& result);  ///< demandcast.features/1

}  // namespace demandcast
