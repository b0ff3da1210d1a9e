// Demand as a forecast tells it: a few quantiles of its sum over a span.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "demandcast/buying/demand.h"

namespace demandcast {

/// Levels of quantiles with what each piece of the integrals needs; shared by the products of a catalogue.
class QuantileLevels {
 public:
  /// Levels in (0, 1), strictly increasing, at least two. Throws ConfigError.
  explicit QuantileLevels(std::vector<double> levels);
  std::size_t size() const { return levels_.size(); }
  double level(std::size_t i) const { return levels_[i]; }
  double position(std::size_t i) const { return positions_[i]; }  ///< log(p / (1 - p))
  double integral(std::size_t i) const { return integrals_[i]; }  ///< of the position, from 0 to p

 private:
  std::vector<double> levels_, positions_, integrals_;
};

/// The law whose quantiles at `levels` are `values` (not decreasing, not negative): linear in the logistic position
/// between them and on beyond the outermost ones, at zero where it would fall below. Equal values are a jump. Where
/// demand is counted it is the law of the rounded variable, so that a sum between 2.5 and 3.5 is 3. Owns neither
/// `levels` nor `values`.
class QuantileDemand {
 public:
  QuantileDemand(const QuantileLevels& levels, std::span<const double> values, bool counted)
      : levels_(&levels), values_(values), counted_(counted) {}
  double mean() const { return excess(0); }
  double quantile(double level) const;       ///< O(levels)
  double probability_up_to(double x) const;  ///< O(levels)
  /// O(levels), in closed form; where counts are few, a sum over them.
  double excess(double x) const;

 private:
  double smooth_quantile(double level) const;
  double probability_above(double x) const;
  double smooth_excess(double x) const;
  double piece(std::size_t below, double from_level, double to_level, double x) const;
  double slope(std::size_t below) const;
  std::size_t piece_of_level(double level) const;

  const QuantileLevels* levels_;
  std::span<const double> values_;
  bool counted_;
};

static_assert(Demand<QuantileDemand>);

}  // namespace demandcast
