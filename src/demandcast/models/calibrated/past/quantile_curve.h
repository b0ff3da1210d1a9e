// A whole distribution from a few quantiles.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace demandcast {

/// Levels of quantiles and their positions on the logistic scale.
class CurveLevels {
 public:
  /// Levels in (0, 1), strictly increasing, at least two.
  explicit CurveLevels(std::vector<double> levels);
  const std::vector<double>& levels() const { return levels_; }
  const std::vector<double>& positions() const { return positions_; }  ///< log(p / (1 - p))
  /// 0.01, 0.025, 0.05, 0.1, 0.15, ... 0.9, 0.95, 0.975, 0.99: what a curve needs of a model.
  static const CurveLevels& standard();

 private:
  std::vector<double> levels_, positions_;
};

/// The distribution whose quantiles at `levels` are `values` (not decreasing): linear in the logistic position between
/// them, and beyond the outermost two going on with the slope between them (a logistic law's tails). Equal values are a
/// jump. Does not own what it is made of.
class QuantileCurve {
 public:
  QuantileCurve(const CurveLevels& levels, std::span<const double> values) : levels_(&levels), values_(values) {}
  /// The quantile at a position. O(log levels).
  double value(double position) const;
  double probability_up_to(double y) const;  ///< P(Y <= y)
  double probability_below(double y) const;  ///< P(Y < y)

 private:
  double probability_at(std::size_t after, double y) const;

  const CurveLevels* levels_;
  std::span<const double> values_;  ///< [level]
};

}  // namespace demandcast
