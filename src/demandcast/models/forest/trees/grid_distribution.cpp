// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/grid_distribution.h"

#include <algorithm>
#include <array>

namespace demandcast {
namespace {

constexpr std::size_t kLanes = 8;   // sums kept side by side, so that no addition waits for the one before it
constexpr std::size_t kBlock = 32;  // places of the grid whose weights are summed before any is looked at

/// Sum of term(0) .. term(count - 1).
template <class Term>
double sum_in_lanes(std::size_t count, Term term) {
  std::array<double, kLanes> lanes{};
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += term(i + lane);
  }
  for (; i < count; ++i) lanes[0] += term(i);
  return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

}  // namespace

void GridDistribution::clear() {
  if (begin_ < end_) std::fill(weights_.begin() + begin_, weights_.begin() + end_, 0.0);
  begin_ = static_cast<std::ptrdiff_t>(weights_.size());
  end_ = 0;
}

void GridDistribution::add(std::span<const TargetCode> targets, double weight) {
  const double each = weight / static_cast<double>(targets.size());
  for (const TargetCode code : targets) weights_[code] += each;
  begin_ = std::min(begin_, static_cast<std::ptrdiff_t>(targets.front()));
  end_ = std::max(end_, static_cast<std::ptrdiff_t>(targets.back()) + 1);
}

double GridDistribution::mean() const {
  if (begin_ >= end_) return 0;
  const float* const values = grid_->values().data() + begin_;
  const double* const weights = weights_.data() + begin_;
  return sum_in_lanes(static_cast<std::size_t>(end_ - begin_), [=](std::size_t i) { return weights[i] * values[i]; });
}

void GridDistribution::quantiles(std::span<const double> levels, std::span<double> values) const {
  constexpr double kRounding = 1e-9, kRoundingWithin = 2e-9;  // a sum of weights one by one may be less than in lanes
  const auto begin = static_cast<std::size_t>(begin_), end = static_cast<std::size_t>(end_);
  const auto end_of = [&](std::size_t block) { return std::min(block + kBlock, end); };
  const auto sum_of = [&](std::size_t block) {
    const double* const weights = weights_.data() + block;
    return sum_in_lanes(end_of(block) - block, [=](std::size_t i) { return weights[i]; });
  };
  std::size_t block = begin;  // its first place
  double before = 0, within = sum_of(block);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    while (before + within < levels[i] - kRounding && end_of(block) < end) {
      before += within;
      block += kBlock;
      within = sum_of(block);
    }
    std::size_t code = block;
    double below = before + weights_[code];
    while (below < levels[i] - kRoundingWithin && code + 1 < end_of(block)) below += weights_[++code];
    values[i] = grid_->value(static_cast<TargetCode>(code));
  }
}

}  // namespace demandcast
