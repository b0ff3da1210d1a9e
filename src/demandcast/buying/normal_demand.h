// Demand that is normal.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/buying/demand.h"

namespace demandcast {

/// A normal law in closed form: for textbook instances and for sums of many small demands.
class NormalDemand {
 public:
  /// `deviation` above zero.
  NormalDemand(double mean, double deviation) : mean_(mean), deviation_(deviation) {}
  double mean() const { return mean_; }
  double deviation() const { return deviation_; }
  double quantile(double level) const;
  double probability_up_to(double x) const;
  /// sigma (phi(z) - z (1 - Phi(z))), z = (x - mean) / sigma.
  double excess(double x) const;
  /// E[((D - x)+)^2] / 2, the second-order loss function: sigma^2/2 ((z^2 + 1)(1 - Phi(z)) - z phi(z)).
  double second_excess(double x) const;
  /// The sum over `periods` (need not be whole), each with this demand, independent.
  NormalDemand over(double periods) const;

 private:
  double mean_, deviation_;
};

static_assert(Demand<NormalDemand>);

}  // namespace demandcast
