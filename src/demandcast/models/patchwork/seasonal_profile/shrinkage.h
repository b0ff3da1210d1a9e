// How far a finer profile may leave the broader one behind it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/patchwork/seasonal_profile/series_year_sums.h"

namespace demandcast {

/// [position] Variances of true ratios around 1.
using RatioSignal = std::vector<double>;

/// A ratio of demand to expectation, and the variance of its noise.
struct Ratio {
  double value = 1, noise = 0;
};

/// The variance of true ratios around 1, by the method of moments: squared deviations less their noise, each weighted
/// by how well it is known. Empirical Bayes [Efron & Morris 1973].
class SignalOfRatios {
 public:
  void add(const Ratio& ratio);
  double value() const;  ///< at least 0; 0 where nothing was added

 private:
  double excess_ = 0, weight_ = 0;
};

/// What of a ratio's distance from 1 is taken for true.
enum class Shrinkage {
  kExpected,  ///< signal / (signal + noise): the expected truth
  /// 1 - sqrt(noise / (signal + noise)): demand divided by such ratios scatters as demand that is yet to come does
  /// around the truth; divided by the expected ones, which have its noise in them, it would scatter less.
  kLeavingNoise
};
double shrunk(const Ratio& ratio, double signal, Shrinkage shrinkage = Shrinkage::kExpected);

/// Of the ratios of many series: one variance for all positions of a kind: weeks, or places of feasts, which part
/// series far more.
class RatioVariance {
 public:
  explicit RatioVariance(std::vector<std::size_t> kinds);  ///< [position], 0, 1, ...
  void add(const YearSums& sums);
  RatioSignal value() const;

 private:
  std::vector<std::size_t> kinds_;
  std::vector<SignalOfRatios> of_kind_;
};

/// `index` times the ratio of demand to expectation at each position, shrunk.
std::vector<double> shrunk_index(std::span<const double> index, const YearSums& sums, const RatioSignal& signal,
                                 Shrinkage shrinkage = Shrinkage::kExpected);

/// Adds sums of one series to those of many, in multiples of `quantum` (ordered_sum.h).
void add_sums(const YearSums& from, double quantum, YearSums& to);

}  // namespace demandcast
