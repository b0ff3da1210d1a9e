// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/pooled_outcomes.h"

#include <cmath>

namespace demandcast {

PooledSamples pooled_outcomes(const OutcomeRecord& record, const PanelStream& training, const PastOrigins& origins,
                              const SeriesPools& pools) {
  PooledSamples outcomes(record.steps(), pools.count(pools.depth()));
  std::size_t first = 0;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& now) {
      for (std::size_t window = 0; window < record.windows(); ++window) {
        const PanelView then = now.earlier(origins.back(static_cast<int>(window)));
        for (std::size_t i = 0; i < now.series_count(); ++i) {
          const auto positions = record.at(first + i, window);
          const std::size_t pool = pools.pool(then, i);
          for (std::size_t step = 0; step < positions.size(); ++step) {
            if (!std::isnan(positions[step])) outcomes.add(step, pool, static_cast<double>(positions[step]));
          }
        }
      }
      first += now.series_count();
    });
  }
  return outcomes;
}

}  // namespace demandcast
