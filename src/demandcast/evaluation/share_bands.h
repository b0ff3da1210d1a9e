// Counts properties of rows by series, cutoff and date, for the bands of their shares. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demandcast/evaluation/metric_parts.h"
#include "demandcast/evaluation/share_sums.h"

namespace demandcast {

/// Counts by cluster of one kind, the clusters numbered.
class ClusterCounts {
 public:
  ClusterCounts(std::size_t clusters, std::size_t width) : counts_(clusters, ShareSums::Counts(width + 1, 0)) {}
  void add(std::size_t cluster, std::span<const double> has);
  const ShareSums::Counts& of(std::size_t cluster) const { return counts_[cluster]; }
  std::size_t size() const { return counts_.size(); }

 private:
  std::vector<ShareSums::Counts> counts_;
};

/// O(rows * width) for all rows.
class ShareBands {
 public:
  /// `rows`, in any order, each with a truth, and `width` properties.
  ShareBands(const ScoredTable& table, ScoredRows rows, std::size_t width);
  /// Adds one of the rows; `has` [width] is 1 for the properties that it has, else 0.
  void add(std::size_t row, std::span<const double> has);
  /// Once every row has been added.
  ShareSums sums() const;

 private:
  const ScoredTable& table_;
  std::vector<Period> cutoffs_, dates_, steps_;              ///< distinct, ascending
  std::vector<std::int32_t> series_;                         ///< distinct, ascending
  ClusterCounts by_series_, by_cutoff_, by_date_, by_cell_;  ///< a cell: one date of one cutoff
};

}  // namespace demandcast
