// What the trees that did not learn from a row say of it, and how that worsens where a feature tells nothing.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/models/forest/trees/forest.h"
#include "demandcast/models/forest/trees/grid_distribution.h"

namespace demandcast {

/// Training rows, each asked only of the trees whose sample holds nothing of its series [Breiman 2001, "Random
/// forests", sections 3.1 and 10]. Losses are wQL: over the deciles, the mean of  2 sum of s loss(y, q) / sum of s |y|,
/// with s the scale of a row. Borrows the forest and the rows that it was grown on.
class OutOfBag {
 public:
  struct Row {
    std::uint32_t row = 0;  ///< of the training rows
    double scale = 1;       ///< what a unit of its target is in demand
  };
  /// `rows` in an order that says nothing of them: a feature's values are taken from the next ones along.
  OutOfBag(const Forest& forest, const TrainingRows& training, const ForestOptions& options, std::uint64_t seed,
           std::span<const Row> rows, const RunContext& context);

  /// Of the rows that some tree did not learn from; NaN where there are none, or none was sold.
  double loss() const { return loss_; }
  std::size_t row_count() const { return rows_.size(); }

  struct Change {
    double rise = 0;   ///< of the loss
    double error = 0;  ///< standard error of it, over series
  };
  /// For each set of features: how the loss rises when all of the set are taken together from another row. Costs
  /// O(sets * rows * trees * depth).
  std::vector<Change> permuted(std::span<const std::vector<std::uint32_t>> sets, const RunContext& context) const;

 private:
  struct Asked {
    Row row;
    std::vector<std::uint32_t> trees, leaves;
    double loss = 0;  ///< sum over the deciles
  };
  class Question;
  double loss_of(const GridDistribution& distribution, const Asked& asked) const;
  double unit() const;
  Change change_of(std::span<const double> rises) const;

  const Forest& forest_;
  const TrainingRows& training_;
  std::vector<Asked> rows_;
  double sold_ = 0;  ///< sum of s |y|
  double loss_ = 0;
};

}  // namespace demandcast
