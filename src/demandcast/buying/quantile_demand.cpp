// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/quantile_demand.h"

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

double logistic_position(double level) { return std::log(level / (1 - level)); }

/// Integral of log(u / (1 - u)) from 0 to u.
double position_integral(double level) {
  const double above = 1 - level;
  return (level > 0 ? level * std::log(level) : 0) + (above > 0 ? above * std::log(above) : 0);
}

}  // namespace

QuantileLevels::QuantileLevels(std::vector<double> levels) : levels_(std::move(levels)) {
  const bool inside = std::all_of(levels_.begin(), levels_.end(), [](double p) { return p > 0 && p < 1; });
  if (levels_.size() < 2 || !inside || !std::is_sorted(levels_.begin(), levels_.end(), std::less_equal<>())) {
    throw ConfigError("quantile levels of demand: at least two wanted, increasing, between 0 and 1");
  }
  for (const double level : levels_) {
    positions_.push_back(logistic_position(level));
    integrals_.push_back(position_integral(level));
  }
}

/// Pieces are numbered by the level below them; the first and last one reach to 0 and 1.
std::size_t QuantileDemand::piece_of_level(double level) const {
  std::size_t below = 0;
  while (below + 2 < levels_->size() && levels_->level(below + 1) <= level) ++below;
  return below;
}

double QuantileDemand::slope(std::size_t below) const {
  return (values_[below + 1] - values_[below]) / (levels_->position(below + 1) - levels_->position(below));
}

double QuantileDemand::smooth_quantile(double level) const {
  const std::size_t below = piece_of_level(level);
  return values_[below] + slope(below) * (logistic_position(level) - levels_->position(below));
}

double QuantileDemand::quantile(double level) const {
  const double smooth = std::max(0.0, smooth_quantile(level));
  return counted_ ? std::max(0.0, std::ceil(smooth - 0.5)) : smooth;
}

double QuantileDemand::probability_above(double x) const {
  if (x < 0) return 1;
  std::size_t below = 0;  // the last piece that starts at or below x, so that a jump at x is not above it
  while (below + 2 < levels_->size() && values_[below + 1] <= x) ++below;
  const double rise = slope(below), far = x - values_[below];
  if (rise <= 0)
    return far < 0                       ? 1 - (below == 0 ? 0.0 : levels_->level(below))
           : below + 2 < levels_->size() ? 1 - levels_->level(below + 1)
                                         : 0.0;
  return 1 / (1 + std::exp(levels_->position(below) + far / rise));
}

double QuantileDemand::probability_up_to(double x) const {
  return 1 - probability_above(counted_ && x >= 0 ? std::floor(x) + 0.5 : x);
}

/// Integral of quantile(u) - x over levels of one piece.
double QuantileDemand::piece(std::size_t below, double from_level, double to_level, double x) const {
  const double rise = slope(below), start = values_[below] - rise * levels_->position(below) - x;
  return start * (to_level - from_level) + rise * (position_integral(to_level) - position_integral(from_level));
}

double QuantileDemand::smooth_excess(double x) const {
  const double from = 1 - probability_above(x);
  double sum = 0;
  const std::size_t last = levels_->size() - 2;
  for (std::size_t below = piece_of_level(from); below <= last; ++below) {
    const double start = std::max(from, below == 0 ? 0.0 : levels_->level(below));
    const double end = below == last ? 1.0 : levels_->level(below + 1);
    if (start < end) sum += piece(below, start, end, x);
  }
  return std::max(0.0, sum);
}

double QuantileDemand::excess(double x) const {
  if (x < 0) return excess(0) - x;
  constexpr double kFewCounts = 24;  // above, the sum over counts is the integral to within a part in a thousand
  if (!counted_ || values_.back() - values_.front() > kFewCounts) return smooth_excess(x);
  const double below = std::floor(x);
  double sum = 0;  // of P(rounded D > k) over k >= x
  double share = below + 1 - x;
  for (double k = below; k < 1e6; ++k, share = 1) {
    const double above = probability_above(k + 0.5);
    sum += share * above;
    if (above < 1e-12) break;
  }
  return sum;
}

}  // namespace demandcast
