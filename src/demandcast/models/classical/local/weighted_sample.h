// A sample with weights as a distribution: its quantiles.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace demandcast {

/// Values with weights, as a step function: the distribution that puts each weight at its value.
class WeightedSample {
 public:
  /// Weights are positive and need not sum to one. O(n log n).
  WeightedSample(std::vector<double> values, std::vector<double> weights);
  /// The smallest value whose share of the weight up to it reaches `level`, which is in (0, 1).
  double quantile(double level) const;

 private:
  std::vector<double> values_;  ///< increasing
  std::vector<double> share_;   ///< of the weight, up to and with each value
};

}  // namespace demandcast
