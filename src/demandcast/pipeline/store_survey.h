// What only all series of a store together tell a backtest that goes part by part.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/store/packed_store.h"
#include "demandcast/evaluation/demand_ranks.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

struct StoreSurvey {
  Period first = 0;                  ///< of any series
  std::vector<std::string> cutoffs;  ///< dates, one per window, oldest first
  DemandRanks ranks;                 ///< of every (series, cutoff) that will be scored
};

/// The origins of every window for the series of `panel`, a part of the store.
std::vector<PanelView> origins_of(const Panel& panel, const PackedStore& store, const RunConfig& config);

/// Passes over the store once. Throws DataError when the longest history is too short for the windows. O(cells *
/// windows); two numbers per (series, cutoff) are held.
StoreSurvey survey_store(const PackedStore& store, const RunConfig& config, const RunContext& context);

}  // namespace demandcast
