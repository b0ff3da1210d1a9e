// Grows one tree.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/models/forest/trees/binned_rows.h"
#include "demandcast/models/forest/trees/target_grid.h"
#include "demandcast/models/forest/trees/tree.h"
#include "demandcast/models/forest/trees/tree_options.h"

namespace demandcast {

/// What all trees of a forest learn from.
struct TrainingRows {
  BinEdges edges;
  BinnedRows rows{0, {}};
  TargetGrid grid;
  std::vector<TargetCode> targets;    ///< [row]
  std::vector<std::uint64_t> blocks;  ///< [row] key of what is drawn together: the series
};

/// A tree on the rows `sample`, at least one, by CART with histograms [Breiman 2001, "Random forests"; Meinshausen
/// 2006, "Quantile regression forests"]. `key` alone decides which features nodes try. Costs O(depth * entries of the
/// sample's rows that are tried + nodes * bins).
Tree grow_tree(const TrainingRows& training, std::vector<std::uint32_t> sample, const TreeOptions& options,
               std::uint64_t key);

}  // namespace demandcast
