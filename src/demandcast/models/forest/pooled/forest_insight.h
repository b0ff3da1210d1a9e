// What a forest tells of itself, found while its training rows are there.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/core/comma_list.h"
#include "demandcast/features/feature_set.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/forecast/model_insight.h"
#include "demandcast/models/forest/pooled/training_sample.h"
#include "demandcast/models/forest/trees/forest.h"

namespace demandcast {

struct InsightOptions {
  std::size_t rows = 1'000;           ///< training rows to look at; 0 = tell nothing
  std::vector<std::string> partials;  ///< features to draw curves of; empty = the four that are worth most
};

/// Of a model's options, which hold `insight_rows` and `partial`.
template <class Options>
InsightOptions insight_options(const Options& options) {
  return {static_cast<std::size_t>(options.insight_rows), comma_parts(options.partial)};
}

/// Throws ConfigError that names the nearest where `partials` has a feature that the set has not.
void check_partials(const std::string& owner, const InsightOptions& options, const FeatureSet& set);

/// Out-of-bag wQL, permutation importances of features and groups, partial dependence (see out_of_bag.h). The rows are
/// those of the lowest keys, so that the order of series does not matter.
ModelInsight look_into(const Forest& forest, const TrainingSample& sample, const FeatureSet& set,
                       const ForestOptions& forest_options, const InsightOptions& options, const RunContext& context);

/// "held_out", "worth_names", "worth_groups", "worth", "curve_features", "curve_places", "curve_points".
void save_insight(const ModelInsight& insight, ArtifactWriter& writer);
/// Undoes it. Throws FormatError where arrays are missing or make no sense.
ModelInsight load_insight(const std::string& owner, const ArtifactReader& reader);

}  // namespace demandcast
