// Demand that is counted: the probability of each whole number.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/buying/demand.h"

namespace demandcast {

/// Probabilities of 0, 1, 2, ..., to the largest that matters.
class CountDemand {
 public:
  /// mass[k] = P(D = k), scaled to sum to 1. Throws ConfigError when one is negative or all are zero.
  static CountDemand of_mass(std::vector<double> mass);
  /// Cut where less than 1e-16 remains. Throws ConfigError for a mean below zero or above a million.
  static CountDemand poisson(double mean);

  double mean() const { return mean_; }
  double variance() const;
  double quantile(double level) const;
  double excess(double x) const;  ///< linear between whole numbers
  double probability_of(std::int64_t count) const;
  double probability_up_to(std::int64_t count) const;
  std::span<const double> mass() const { return mass_; }

  /// The sum of this and another, independent. O(size * size).
  CountDemand plus(const CountDemand& other) const;
  /// The sum over `periods` of at least 0, each with this demand, independent.
  CountDemand over(int periods) const;
  /// The law of a draw from parts[i] with probability weights[i]: spans of several lead times mixed.
  static CountDemand mix(std::span<const double> weights, std::span<const CountDemand> parts);

 private:
  explicit CountDemand(std::vector<double> mass);

  std::vector<double> mass_, up_to_, excess_;  ///< [count]
  double mean_ = 0;
};

static_assert(Demand<CountDemand>);

}  // namespace demandcast
