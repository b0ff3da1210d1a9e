// How far a share of rows may lie from what other series and other dates would show. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {

/// Of one share; all NaN where fewer than three blocks of time, or no difference between rows, tell nothing.
struct ShareBand {
  double error = kUndefined;                   ///< standard error
  double low = kUndefined, high = kUndefined;  ///< 95 %, within [0, 1]
};

/// Counts of several properties of rows (inside the interval, below the quantile), by cluster of one kind.
class ClusterCounts {
 public:
  ClusterCounts(std::size_t clusters, std::size_t width) : width_(width), counts_(clusters * (width + 1), 0.0) {}
  void add(std::size_t cluster, std::span<const double> has);
  /// Sum over clusters of (count of property - share * rows)^2.
  double squared_residuals(std::size_t property, double share) const;
  /// As many equal clusters would tell as much: (sum of rows)^2 / sum of rows^2.
  double effective() const;

 private:
  std::size_t width_;
  std::vector<double> counts_;  ///< [cluster, 1 + width] rows, then each property
};

/// Standard errors and bands of shares over rows, of which those of one series, of one cutoff and of one date go
/// together: docs/metrics.md, "Bands of coverage". The variance is what a bootstrap that draws series, and one that
/// draws blocks of time, give with infinitely many draws, added: no random number is drawn. O(rows * width).
class ShareBands {
 public:
  /// `rows`, in any order, each with a truth, and `width` properties.
  ShareBands(const ScoredTable& table, ScoredRows rows, std::size_t width);
  /// Adds one of the rows; `has` [width] is 1 for the properties that it has, else 0.
  void add(std::size_t row, std::span<const double> has);
  double share(std::size_t property) const { return totals_[property] / rows_; }
  /// Once every row has been added.
  ShareBand band(std::size_t property) const;

 private:
  struct Part {
    double variance = 0, freedom = 1;
  };
  Part part(double squares, double blocks) const;
  Part part_of_time(std::size_t property) const;

  const ScoredTable& table_;
  std::vector<Period> cutoffs_, dates_, steps_;  ///< distinct, ascending
  double rows_ = 0;
  std::vector<double> totals_;
  ClusterCounts by_series_, by_cutoff_, by_date_, by_cell_;  ///< a cell: one date of one cutoff
};

}  // namespace demandcast
