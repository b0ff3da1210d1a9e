// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/pooled_outcomes.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

/// Adds the steps of one forecast, each to its pool.
void add_forecast(std::span<const float> positions, std::span<const std::uint32_t> pools, double worth,
                  PooledOutcomes& outcomes) {
  std::vector<std::uint32_t> seen;
  for (std::size_t step = 0; step < positions.size(); ++step) {
    if (std::isnan(positions[step])) continue;
    outcomes.positions.add(step, pools[step], static_cast<double>(positions[step]));
    if (std::ranges::find(seen, pools[step]) == seen.end()) seen.push_back(pools[step]);
  }
  for (const std::uint32_t pool : seen) outcomes.independent[pool] += worth;
}

}  // namespace

PooledOutcomes pooled_outcomes(const OutcomeRecord& record, const PoolRecord& pools, const PastOrigins& origins,
                               std::size_t pool_count) {
  PooledOutcomes outcomes{PooledSamples(record.steps(), pool_count), std::vector<double>(pool_count)};
  const double worth = origins.stretches() / static_cast<double>(record.windows());
  for (std::size_t series = 0; series < record.ids().size(); ++series) {
    for (std::size_t window = 0; window < record.windows(); ++window) {
      add_forecast(record.at(series, window), pools.at(series, window), worth, outcomes);
    }
  }
  return outcomes;
}

}  // namespace demandcast
