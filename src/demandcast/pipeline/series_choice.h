// Which series a report shows: the worst, the largest, and typical ones.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demandcast/evaluation/scored_table.h"

namespace demandcast {

struct ChosenSeries {
  std::size_t series = 0;  ///< index into ScoredTable::forecasts.ids
  std::string why;
};

/// Up to four series of the largest summed quantile loss of `model` (index into forecasts.models), two of the largest
/// demand and two in the middle of the order of loss; none twice, and none
/// without a scored row. Ties go to the smaller index. O(rows * levels).
std::vector<ChosenSeries> choose_series(const ScoredTable& scored, std::size_t model);

}  // namespace demandcast
