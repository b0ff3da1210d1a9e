// Which model is best on some (series, cutoff) pairs, and whether by more than noise.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/data/frequency.h"

namespace demandcast {

/// Losses of several models in (series, cutoff) pairs, ordered by series.
struct LossTable {
  std::vector<std::int32_t> series;       ///< [pair] equal for pairs of one series
  std::vector<Period> cutoff;             ///< [pair] any number that tells cutoffs apart
  std::vector<double> demand;             ///< [pair]
  std::vector<std::vector<double>> loss;  ///< [model][pair]; NaN = not forecast
};

/// A model beside another on pairs in which both forecast.
struct ModelContest {
  std::size_t model = 0;
  double wql = 0, other_wql = 0;
  double relative = 0, low = 0, high = 0;  ///< of the losses; the interval is that of paired_bootstrap.h, widened
  std::size_t series = 0, pairs = 0;
};

/// The model that loses least beside `other` on `pairs` (rising), with the 95 % interval of the difference widened for
/// `comparisons` comparisons of which one may be picked (Bonferroni, by the ratio of normal quantiles). Nothing where
/// no other model shares a pair with `other`.
std::optional<ModelContest> best_model(const LossTable& table, std::span<const std::size_t> pairs, std::size_t other,
                                       std::size_t comparisons, int draws, const RunContext& context);

/// The model of the smallest wQL on the pairs in which all forecast; nothing where there is none.
std::optional<std::size_t> best_overall(const LossTable& table);

}  // namespace demandcast
