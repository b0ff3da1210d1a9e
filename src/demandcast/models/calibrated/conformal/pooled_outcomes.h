// Outcomes of the past, put together by the pools that series were in at the time.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/models/calibrated/past/outcome_record.h"
#include "demandcast/models/calibrated/past/past_origins.h"
#include "demandcast/models/calibrated/past/pool_record.h"
#include "demandcast/models/calibrated/past/pooled_samples.h"

namespace demandcast {

/// Positions of outcomes by step and finest pool.
struct PooledOutcomes {
  PooledSamples positions;
  /// [pool] How many outcomes that have nothing to do with each other they are worth: steps of one forecast in a pool
  /// count as one, forecasts of one series whose horizons overlap as the stretches of time that they cover.
  std::vector<double> independent;
};

/// The record's outcomes by step and by the finest pool of each, below `pool_count`. O(windows * cells).
PooledOutcomes pooled_outcomes(const OutcomeRecord& record, const PoolRecord& pools, const PastOrigins& origins,
                               std::size_t pool_count);

}  // namespace demandcast
