// The standard error of a ratio of sums whose terms go together by series, cutoff and date: docs/metrics.md, "Bands of
// coverage". Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

namespace demandcast {

/// Clusters of one kind, of a ratio of two sums: its terms' share of the sum below, and what they leave unexplained of
/// the sum above (the cluster's sum above less the ratio times its sum below).
struct ClusterSquares {
  double weights = 0, squared_weights = 0;  ///< sum over clusters of the sums below, and of their squares
  double residuals = 0;                     ///< sum over clusters of squared residuals

  void add(double weight, double residual) {
    weights += weight;
    squared_weights += weight * weight;
    residuals += residual * residual;
  }
  /// As many equal clusters would tell as much.
  double effective() const { return squared_weights == 0 ? 0 : weights * weights / squared_weights; }
};

/// A part of a variance, and the degrees of freedom by which it is told.
struct VariancePart {
  double variance = std::numeric_limits<double>::quiet_NaN(), freedom = 1;
};

/// Of `squares`, a sum over clusters of squared residuals, `weight` the whole sum below.
VariancePart variance_part(double squares, double weight, double blocks);

/// Of cutoffs, and of dates: one date of one cutoff is counted once. Without three cutoffs, dates are the blocks;
/// without three dates NaN.
VariancePart variance_of_time(const ClusterSquares& cutoffs, const ClusterSquares& dates, const ClusterSquares& cells);

/// The standard error of both parts together and the half width of its 95 % interval, by Student's t with the degrees
/// of freedom of Satterthwaite 1946; NaN where nothing tells them.
struct ErrorBand {
  double error = std::numeric_limits<double>::quiet_NaN();
  double half = std::numeric_limits<double>::quiet_NaN();
};
ErrorBand error_band(const VariancePart& series, const VariancePart& time);

}  // namespace demandcast
