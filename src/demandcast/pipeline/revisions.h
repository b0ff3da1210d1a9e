// What a backtest said of one date of one series, from cutoff to cutoff.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/data/panel.h"
#include "demandcast/forecast/forecast_table.h"
#include "demandcast/report/report_data.h"

namespace demandcast {

/// Of the newest date among those that `models` forecast from the most cutoffs, at least three; the newest
/// `kMostRevisions` cutoffs. Without cutoffs where there is none. O(rows).
inline constexpr std::size_t kMostRevisions = 26;
DateRevisions revisions_of(const ForecastTable& table, const Panel& panel, std::size_t series,
                           const std::vector<std::size_t>& models);

}  // namespace demandcast
