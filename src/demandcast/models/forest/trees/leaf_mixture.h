// The distributions that a forest gives rows.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demandcast/models/forest/trees/forest.h"
#include "demandcast/models/forest/trees/grid_distribution.h"
#include "demandcast/models/forest/trees/row_readings.h"

namespace demandcast {

/// Reads distributions off a forest, which it borrows. One for each thread. Rows are quicker asked about together: a
/// tree stays in the processor's cache while they all go down it.
class LeafMixture {
 public:
  explicit LeafMixture(const Forest& forest);
  /// The rows that the answers below are about, any number.
  void ask(std::span<const FeatureRow> rows);
  /// Of one of the rows asked about; until it is called again.
  const GridDistribution& distribution(std::size_t row);

 private:
  void find_leaves(std::size_t first, std::size_t count);

  const Forest& forest_;
  std::vector<RowReadings> readings_;                 ///< of the rows that go down together
  std::vector<std::span<const TargetCode>> targets_;  ///< [row, tree] of its leaf
  GridDistribution distribution_;
};

}  // namespace demandcast
