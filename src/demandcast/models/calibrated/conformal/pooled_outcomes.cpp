// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/pooled_outcomes.h"

#include <algorithm>
#include <cmath>

namespace demandcast {

PooledOutcomes pooled_outcomes(const OutcomeRecord& record, const PanelStream& training, const PastOrigins& origins,
                               const SeriesPools& pools) {
  const std::size_t pool_count = pools.count(pools.depth());
  PooledOutcomes outcomes{PooledSamples(record.steps(), pool_count), std::vector<double>(pool_count)};
  const double worth = origins.stretches() / static_cast<double>(record.windows());
  std::size_t first = 0;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& now) {
      for (std::size_t window = 0; window < record.windows(); ++window) {
        const PanelView then = now.earlier(origins.back(static_cast<int>(window)));
        for (std::size_t i = 0; i < now.series_count(); ++i) {
          const auto positions = record.at(first + i, window);
          const std::size_t pool = pools.pool(then, i);
          for (std::size_t step = 0; step < positions.size(); ++step) {
            if (!std::isnan(positions[step])) outcomes.positions.add(step, pool, static_cast<double>(positions[step]));
          }
          if (!std::ranges::all_of(positions, [](float p) { return std::isnan(p); }))
            outcomes.independent[pool] += worth;
        }
      }
      first += now.series_count();
    });
  }
  return outcomes;
}

}  // namespace demandcast
