// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/shrinkage.h"

#include <algorithm>

#include "demandcast/models/patchwork/seasonal_profile/ordered_sum.h"

namespace demandcast {
namespace {

constexpr double kLeastNoise = 0.01;  // so that no single ratio rules the variance
constexpr double kLeastIndex = 0.02;  // what is divided by it stays finite
constexpr double kLargestRatio = 50;
constexpr double kQuantum = 1.0 / 1024;  // of weights, which go up to 1 / kLeastNoise^2

struct Ratio {
  double value, noise;
};

Ratio ratio_at(const YearSums& sums, std::size_t k) {
  const double expected = sums.expected[k];
  return {std::min(sums.demand[k] / expected, kLargestRatio), sums.variance[k] / (expected * expected)};
}

void add_all(const std::vector<double>& from, double quantum, std::vector<double>& to) {
  for (std::size_t k = 0; k < to.size(); ++k) to[k] += rounded_to(from[k], quantum);
}

}  // namespace

void RatioVariance::add(const YearSums& sums) {
  for (std::size_t k = 0; k < sums.demand.size(); ++k) {
    if (!(sums.expected[k] > 0)) continue;
    const Ratio ratio = ratio_at(sums, k);
    const double weight = 1 / ((ratio.noise + kLeastNoise) * (ratio.noise + kLeastNoise));
    excess_ += rounded_to(weight * ((ratio.value - 1) * (ratio.value - 1) - ratio.noise), kQuantum);
    weight_ += rounded_to(weight, kQuantum);
  }
}

double RatioVariance::value() const { return weight_ > 0 ? std::max(0.0, excess_ / weight_) : 0; }

std::vector<double> shrunk_index(std::span<const double> index, const YearSums& sums, double signal) {
  std::vector<double> shrunk(index.begin(), index.end());
  if (!(signal > 0)) return shrunk;
  for (std::size_t k = 0; k < shrunk.size(); ++k) {
    if (!(sums.expected[k] > 0)) continue;
    const Ratio ratio = ratio_at(sums, k);
    shrunk[k] *= 1 + signal / (signal + ratio.noise) * (ratio.value - 1);
    shrunk[k] = std::max(shrunk[k], kLeastIndex);
  }
  return shrunk;
}

void add_sums(const YearSums& from, double quantum, YearSums& to) {
  add_all(from.demand, quantum, to.demand);
  add_all(from.expected, quantum, to.expected);
  add_all(from.level, quantum, to.level);
  add_all(from.variance, quantum, to.variance);
}

}  // namespace demandcast
