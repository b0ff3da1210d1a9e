// The scored rows of a table in one order, and the (series, cutoff) pairs that they belong to. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/evaluation/scored_table.h"

namespace demandcast {

/// Every (series, cutoff) that any model has a scored row of, ordered by series, then cutoff.
struct ScoredPairs {
  std::vector<Period> cutoffs;                 ///< distinct, ascending
  std::vector<std::int32_t> series;            ///< [pair] code of forecasts.ids
  std::vector<std::int32_t> cutoff;            ///< [pair] index into cutoffs
  std::vector<std::int32_t> pair;              ///< [row]; -1 = not scored
  std::vector<std::vector<std::size_t>> rows;  ///< [model] its scored rows, by series, cutoff and period

  std::size_t count() const { return series.size(); }
};

/// O(rows log (rows per series)).
ScoredPairs scored_pairs(const ScoredTable& table);

}  // namespace demandcast
