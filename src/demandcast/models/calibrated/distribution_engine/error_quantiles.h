// Quantiles of the errors of the past, by step and segment, on a dense grid of levels.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/models/calibrated/past/pooled_samples.h"

namespace demandcast {

/// Quantiles of the errors of each target and segment. A segment of n errors leans on the pool of all segments of its
/// target with the weight k / (n + k), quantile by quantile, where k is `min_errors`. A target without any error takes
/// the quantiles of the target before it; where there is none, all errors are zero.
class ErrorQuantiles {
 public:
  ErrorQuantiles(const PooledSamples& samples, double min_errors);
  /// From numbers that were saved. Throws FormatError when their number is wrong.
  ErrorQuantiles(std::size_t targets, std::size_t segments, std::vector<double> quantiles);

  /// Linear between the grid's levels, held beyond 0.001 and 0.999.
  double quantile(std::size_t target, std::size_t segment, double level) const;
  const std::vector<double>& numbers() const { return quantiles_; }  ///< [target, segment, grid level]

  /// 0.001, 0.005, 0.01, 0.02, ... 0.99, 0.995, 0.999.
  static const std::vector<double>& grid();

 private:
  std::span<double> row(std::size_t target, std::size_t segment);

  std::size_t segments_;
  std::vector<double> quantiles_;
};

}  // namespace demandcast
