// Demand over a span whose length is not known: spans of several lead times mixed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "demandcast/buying/demand.h"

namespace demandcast {

/// The law of a draw from parts[i] with probability weights[i], which sum to 1: of forecasts of demand over lead time
/// and review period, one for each lead time, weighed by the lead time's probabilities. Parts also have
/// probability_up_to(x) = P(D <= x).
template <Demand D>
class MixedDemand {
 public:
  /// As many weights as parts, at least one. `counted`: quantiles are whole.
  MixedDemand(std::vector<double> weights, std::vector<D> parts, bool counted)
      : weights_(std::move(weights)), parts_(std::move(parts)), counted_(counted) {}

  double mean() const {
    return mixed([](const D& part) { return part.mean(); });
  }
  double excess(double x) const {
    return mixed([x](const D& part) { return part.excess(x); });
  }
  double probability_up_to(double x) const {
    return mixed([x](const D& part) { return part.probability_up_to(x); });
  }
  /// Between the least and the greatest quantile of the parts, by bisection.
  double quantile(double level) const {
    double low = parts_.front().quantile(level), high = low;
    for (const D& part : parts_) {
      low = std::min(low, part.quantile(level));
      high = std::max(high, part.quantile(level));
    }
    if (probability_up_to(low) >= level) return low;
    const double settled = counted_ ? 1 : 1e-12 * std::max(1.0, std::abs(high));
    while (high - low > settled) {
      const double middle = counted_ ? std::floor(0.5 * (low + high)) : 0.5 * (low + high);
      (probability_up_to(middle) >= level ? high : low) = middle;
    }
    return high;
  }

 private:
  template <class Value>
  double mixed(Value value) const {
    double sum = 0;
    for (std::size_t i = 0; i < parts_.size(); ++i) sum += weights_[i] * value(parts_[i]);
    return sum;
  }

  std::vector<double> weights_;
  std::vector<D> parts_;
  bool counted_;
};

}  // namespace demandcast
