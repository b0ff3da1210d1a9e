// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/pooled_outcomes.h"

#include <array>
#include <cmath>

namespace demandcast {
namespace {

/// Adds the steps of one forecast to the pools of their heights, which begin at `pool`.
void add_forecast(std::span<const float> positions, std::span<const std::uint8_t> heights, std::size_t pool,
                  std::size_t stride, double worth, PooledOutcomes& outcomes) {
  std::array<bool, kForecastHeights> seen{};
  for (std::size_t step = 0; step < positions.size(); ++step) {
    if (std::isnan(positions[step])) continue;
    const std::size_t height = stride > 0 ? heights[step] : 0;
    outcomes.positions.add(step, pool + stride * height, static_cast<double>(positions[step]));
    seen[height] = true;
  }
  for (std::size_t height = 0; height < seen.size(); ++height) {
    if (seen[height]) outcomes.independent[pool + stride * height] += worth;
  }
}

}  // namespace

PooledOutcomes pooled_outcomes(const OutcomeRecord& record, const HeightRecord& heights, const PanelStream& training,
                               const PastOrigins& origins, const SeriesPools& pools) {
  const std::size_t pool_count = pools.count(pools.depth()), stride = pools.height_stride();
  PooledOutcomes outcomes{PooledSamples(record.steps(), pool_count), std::vector<double>(pool_count)};
  const double worth = origins.stretches() / static_cast<double>(record.windows());
  std::size_t first = 0;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& now) {
      for (std::size_t window = 0; window < record.windows(); ++window) {
        const PanelView then = now.earlier(origins.back(static_cast<int>(window)));
        for (std::size_t i = 0; i < now.series_count(); ++i) {
          add_forecast(record.at(first + i, window), heights.at(first + i, window), pools.pool(then, i), stride, worth,
                       outcomes);
        }
      }
      first += now.series_count();
    });
  }
  return outcomes;
}

}  // namespace demandcast
