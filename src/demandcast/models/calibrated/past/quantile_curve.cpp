// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/quantile_curve.h"

#include <algorithm>
#include <cmath>

#include "demandcast/models/calibrated/past/position.h"

namespace demandcast {
namespace {

std::vector<double> standard_levels() {
  std::vector<double> levels{0.01, 0.025};
  for (int step = 1; step < 20; ++step) levels.push_back(step / 20.0);
  levels.insert(levels.end(), {0.975, 0.99});
  return levels;
}

}  // namespace

CurveLevels::CurveLevels(std::vector<double> levels) : levels_(std::move(levels)) {
  for (const double level : levels_) positions_.push_back(position_of(level));
}

const CurveLevels& CurveLevels::standard() {
  static const CurveLevels levels(standard_levels());
  return levels;
}

double QuantileCurve::value(double position) const {
  const auto& positions = levels_->positions();
  const auto found = std::upper_bound(positions.begin() + 1, positions.end() - 1, position);
  const auto right = static_cast<std::size_t>(found - positions.begin());
  const double share = (position - positions[right - 1]) / (positions[right] - positions[right - 1]);
  return values_[right - 1] + share * (values_[right] - values_[right - 1]);
}

double QuantileCurve::probability_at(std::size_t after, double y) const {
  const std::size_t last = values_.size() - 1;
  const std::size_t right = std::clamp<std::size_t>(after, 1, last);
  const double rise = values_[right] - values_[right - 1];
  if (rise <= 0) return after == 0 ? 0 : 1;  // beyond an end that is a jump
  const auto& positions = levels_->positions();
  const double share = (y - values_[right - 1]) / rise;
  return probability_of(positions[right - 1] + share * (positions[right] - positions[right - 1]));
}

double QuantileCurve::probability_up_to(double y) const {
  return probability_at(static_cast<std::size_t>(std::upper_bound(values_.begin(), values_.end(), y) - values_.begin()),
                        y);
}

double QuantileCurve::probability_below(double y) const {
  return probability_at(static_cast<std::size_t>(std::lower_bound(values_.begin(), values_.end(), y) - values_.begin()),
                        y);
}

}  // namespace demandcast
