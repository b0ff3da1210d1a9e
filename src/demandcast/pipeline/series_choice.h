// Which series a report shows: the worst, the largest, and typical ones.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demandcast/evaluation/scored_table.h"

namespace demandcast {

struct ChosenSeries {
  std::size_t series = 0;  ///< index into the totals
  std::string why;
};

/// What each series [series] cost one model.
struct SeriesTotals {
  std::vector<double> loss, demand;  ///< summed quantile loss; demand scored
  std::vector<std::size_t> scored;   ///< series that have a scored row, ascending

  /// Adds the series of `part` behind these.
  void append(const SeriesTotals& part);
};

/// Over the series of scored.forecasts.ids. O(rows * levels).
SeriesTotals series_totals(const ScoredTable& scored, std::size_t model);

/// Up to four series of the largest summed quantile loss of `model` (index into forecasts.models), two of the largest
/// demand and two in the middle of the order of loss; none twice, and none
/// without a scored row. Ties go to the smaller index.
std::vector<ChosenSeries> choose_series(const SeriesTotals& totals);
inline std::vector<ChosenSeries> choose_series(const ScoredTable& scored, std::size_t model) {
  return choose_series(series_totals(scored, model));
}

}  // namespace demandcast
