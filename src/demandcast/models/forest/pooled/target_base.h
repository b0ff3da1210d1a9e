// What a target is divided by before trees see it, so that fast and slow products share leaves.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/features/row_draw.h"

namespace demandcast {

/// A rough forecast, in levels, that trees correct: a mix, with weights that are not negative, of one and of the
/// features that are forecasts by themselves (FeatureInfo::candidate; an absent one counts as the long level), at least
/// kLeast. Trees cannot follow a candidate beyond the values they were trained on; a mix can.
class TargetBase {
 public:
  static constexpr double kLeast = 0.1;

  /// The level itself: 1.
  TargetBase() : weights_{1} {}
  /// `weights`: of one, then of each candidate of the set in order; none negative.
  TargetBase(const FeatureSet& set, std::vector<double> weights);
  /// Least squares over `rows`, whose order matters to the last bits only; targets count as at most kHighest levels.
  static TargetBase learn(const FeatureSet& set, std::span<const DrawnRow> rows);

  double of(const FeatureRow& row) const;
  const std::vector<double>& weights() const { return weights_; }

 private:
  static constexpr double kHighest = 10;
  static constexpr double kLevelShare = 0.5;
  /// One, then the candidates of a row.
  void candidates_of(const FeatureRow& row, std::vector<double>& values) const;

  std::vector<double> weights_;
  std::vector<std::uint32_t> candidates_;  ///< features, rising
  std::uint32_t long_level_ = 0;
};

/// How many weights a base over `set` has.
std::size_t base_weight_count(const FeatureSet& set);

}  // namespace demandcast
