// How many periods pass between an order and its arrival.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace demandcast {

/// A distribution over 0, 1, 2, ... periods. With 0 an order serves the period before whose demand it is placed; with k
/// it arrives k periods later, before that period's demand. Each order draws its own, so orders may cross.
class LeadTime {
 public:
  LeadTime() = default;  ///< always 0
  static LeadTime of_periods(int periods);
  /// weights[k] is what k periods weigh; they are scaled to sum to 1. Throws ConfigError when one is negative or not
  /// finite, or all are zero.
  static LeadTime of_weights(std::vector<double> weights);

  std::span<const double> weights() const { return weights_; }  ///< the last one is above zero
  int longest() const { return static_cast<int>(weights_.size()) - 1; }
  double mean() const;
  /// The lead time at `uniform` in [0, 1): the same number, the same lead time, so that policies can share their luck.
  int at(double uniform) const;

 private:
  std::vector<double> weights_{1.0};
};

}  // namespace demandcast
