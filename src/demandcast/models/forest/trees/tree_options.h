// How trees are grown.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace demandcast {

/// What a split is to bring together: equal means, or equal distributions.
enum class SplitCriterion : std::uint8_t { kVariance, kQuantiles };

struct TreeOptions {
  SplitCriterion criterion = SplitCriterion::kQuantiles;
  double feature_fraction = 0.33;  ///< each feature is tried at a node with this chance
  int min_leaf = 20;               ///< targets in a leaf, at least
  int max_depth = 40;
  int leaf_targets = 16;  ///< kept of a leaf, evenly spaced in rank; 0 = all
};

}  // namespace demandcast
