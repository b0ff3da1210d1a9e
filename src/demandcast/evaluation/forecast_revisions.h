// Forecasts of one date from neighbouring cutoffs. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {

/// A forecast and the next one of the same series and date: row numbers.
struct Revision {
  std::size_t before, after;
};

/// Those among `rows`, in the order of series, date, cutoff. O(rows log rows), O(rows) where rows lie by series.
std::vector<Revision> find_revisions(const ForecastTable& forecasts, ScoredRows rows);

/// How predictable revisions and what they leave of the error are: `sums.drift`, `revision_slope`, `error_slope`.
void sum_martingale(const ScoredTable& table, const std::vector<Revision>& revisions, MetricSums& sums);

}  // namespace demandcast
