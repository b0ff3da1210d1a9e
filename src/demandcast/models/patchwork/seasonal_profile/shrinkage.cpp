// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/shrinkage.h"

#include <algorithm>
#include <cmath>

#include "demandcast/models/patchwork/seasonal_profile/ordered_sum.h"

namespace demandcast {
namespace {

constexpr double kLeastNoise = 0.01;  // so that no single ratio rules the variance
constexpr double kLeastIndex = 0.02;  // what is divided by it stays finite
constexpr double kLargestRatio = 50;
constexpr double kQuantum = 1.0 / 1024;  // of weights, which go up to 1 / kLeastNoise^2

Ratio ratio_at(const YearSums& sums, std::size_t k) {
  const double expected = sums.expected[k];
  return {std::min(sums.demand[k] / expected, kLargestRatio), sums.variance[k] / (expected * expected)};
}

void add_all(const std::vector<double>& from, double quantum, std::vector<double>& to) {
  for (std::size_t k = 0; k < to.size(); ++k) to[k] += rounded_to(from[k], quantum);
}

}  // namespace

void SignalOfRatios::add(const Ratio& ratio) {
  const double weight = 1 / ((ratio.noise + kLeastNoise) * (ratio.noise + kLeastNoise));
  excess_ += rounded_to(weight * ((ratio.value - 1) * (ratio.value - 1) - ratio.noise), kQuantum);
  weight_ += rounded_to(weight, kQuantum);
}

double SignalOfRatios::value() const { return weight_ > 0 ? std::max(0.0, excess_ / weight_) : 0; }

double shrunk(const Ratio& ratio, double signal, Shrinkage shrinkage) {
  if (!(signal > 0)) return 1;
  const double noise = ratio.noise / (signal + ratio.noise);
  return 1 + (1 - (shrinkage == Shrinkage::kExpected ? noise : std::sqrt(noise))) * (ratio.value - 1);
}

RatioVariance::RatioVariance(std::vector<std::size_t> kinds)
    : kinds_(std::move(kinds)), of_kind_(kinds_.empty() ? 0 : std::ranges::max(kinds_) + 1) {}

void RatioVariance::add(const YearSums& sums) {
  for (std::size_t k = 0; k < sums.demand.size(); ++k) {
    if (sums.expected[k] > 0) of_kind_[kinds_[k]].add(ratio_at(sums, k));
  }
}

RatioSignal RatioVariance::value() const {
  RatioSignal signal;
  for (const std::size_t kind : kinds_) signal.push_back(of_kind_[kind].value());
  return signal;
}

std::vector<double> shrunk_index(std::span<const double> index, const YearSums& sums, const RatioSignal& signal,
                                 Shrinkage shrinkage) {
  std::vector<double> own(index.begin(), index.end());
  for (std::size_t k = 0; k < own.size(); ++k) {
    if (!(sums.expected[k] > 0) || !(signal[k] > 0)) continue;
    own[k] = std::max(own[k] * shrunk(ratio_at(sums, k), signal[k], shrinkage), kLeastIndex);
  }
  return own;
}

void add_sums(const YearSums& from, double quantum, YearSums& to) {
  add_all(from.demand, quantum, to.demand);
  add_all(from.expected, quantum, to.expected);
  add_all(from.level, quantum, to.level);
  add_all(from.variance, quantum, to.variance);
}

}  // namespace demandcast
