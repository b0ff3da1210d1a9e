// Demand as equally likely numbers: sums over sample paths.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/buying/demand.h"

namespace demandcast {

/// The empirical law of a sample.
class SampledDemand {
 public:
  /// At least one number. O(sample log sample).
  explicit SampledDemand(std::vector<double> sample);
  double mean() const { return above_.front() / static_cast<double>(sorted_.size()); }
  double quantile(double level) const;  ///< the smallest number of the sample that at least `level` of it reach
  double excess(double x) const;        ///< O(log sample)

 private:
  std::vector<double> sorted_;
  std::vector<double> above_;  ///< [i] sum of the numbers from i on; one more than the sample
};

static_assert(Demand<SampledDemand>);

}  // namespace demandcast
