// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/cluster_variance.h"

#include <algorithm>
#include <cmath>

#include "demandcast/evaluation/student_quantile.h"

namespace demandcast {
namespace {

constexpr double kUpper = 0.975;
constexpr double kFewestBlocks = 2.5;  ///< three of time, of which some have lost a few rows

VariancePart part_of(double squares, const ClusterSquares& blocks) {
  return variance_part(squares, blocks.weights, blocks.effective());
}

}  // namespace

VariancePart variance_part(double squares, double weight, double blocks) {
  const double counted = std::max(blocks, 2.0);
  return {squares / (weight * weight) * counted / (counted - 1), counted - 1};
}

VariancePart variance_of_time(const ClusterSquares& cutoffs, const ClusterSquares& dates, const ClusterSquares& cells) {
  if (cutoffs.effective() < kFewestBlocks) {
    return dates.effective() < kFewestBlocks ? VariancePart{} : part_of(dates.residuals, dates);
  }
  const double both = cutoffs.residuals + dates.residuals - cells.residuals;
  return part_of(std::max(cutoffs.residuals, both), cutoffs);
}

ErrorBand error_band(const VariancePart& series, const VariancePart& time) {
  const double variance = series.variance + time.variance;
  if (!(variance > 0)) return {};
  const double freedom =
      variance * variance /
      (series.variance * series.variance / series.freedom + time.variance * time.variance / time.freedom);
  const double error = std::sqrt(variance);
  return {error, student_quantile(kUpper, freedom) * error};
}

}  // namespace demandcast
