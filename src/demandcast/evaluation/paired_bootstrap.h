// Is one model better than another by more than the luck of these series and cutoffs? Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/evaluation/scored_pairs.h"

namespace demandcast {

/// What one model lost in each pair, and of which periods.
struct PairLosses {
  std::vector<double> loss;            ///< [pair] sum of pinball over rows and levels
  std::vector<std::uint64_t> periods;  ///< [pair] fingerprint of the periods scored; 0 = none
};

/// The levels by which models are compared: the nine deciles where all are there (wql), else all (wql_all).
std::vector<std::size_t> compared_levels(const std::vector<double>& levels);

/// Sums the losses of one model. O(rows * levels).
PairLosses pair_losses(const ScoredTable& table, const ScoredPairs& pairs, std::size_t model);

struct RelativeDifference {
  double relative = 0, low = 0, high = 0;  ///< see ModelDifference
  std::size_t pairs = 0;
};

/// For each (model, reference) of `comparisons`, the relative difference of losses and its 95 % percentile interval
/// [Efron & Tibshirani 1993, ch. 13] over `draws` resamples of series, and of cutoffs where there are at least three:
/// rows and columns are drawn independently, and their counts multiplied [Owen 2007, "The pigeonhole bootstrap"]. All
/// comparisons see the same resamples. O(draws * pairs * models).
std::vector<RelativeDifference> compare_by_bootstrap(
    const ScoredPairs& pairs, const std::vector<PairLosses>& losses,
    const std::vector<std::pair<std::size_t, std::size_t>>& comparisons, int draws, const RunContext& context);

}  // namespace demandcast
