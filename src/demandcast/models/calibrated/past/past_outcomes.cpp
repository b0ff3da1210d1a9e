// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/past_outcomes.h"

#include <cmath>

#include "demandcast/core/random.h"
#include "demandcast/models/calibrated/past/outcome_position.h"

namespace demandcast {
namespace {

std::vector<std::string> ids_of(const PanelStream& training) {
  std::vector<std::string> ids;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      for (std::size_t i = 0; i < view.series_count(); ++i) ids.push_back(view.id(i));
    });
  }
  return ids;
}

void record_series(const QuantileForecast& forecast, const SeriesView& now, const SeriesView& then, std::uint64_t seed,
                   std::span<float> positions) {
  if (forecast.reason(then.index()) != FallbackReason::kNone) return;
  const auto demand = demand_after(now, then.origin(), static_cast<int>(positions.size()));
  const auto bounds = bounds_after(now, then.origin(), static_cast<int>(positions.size()));
  RandomStream random(seed, stream_key(then.id(), then.origin()));
  const bool counted = is_counted(then);
  for (std::size_t step = 0; step < demand.size(); ++step) {
    const double uniform = random.uniform();
    if (std::isnan(demand[step]) && std::isnan(bounds[step])) continue;
    const QuantileCurve curve(CurveLevels::standard(), forecast.quantiles(then.index(), static_cast<int>(step)));
    const double position = std::isnan(demand[step]) ? censored_position(curve, bounds[step], counted, uniform)
                                                     : outcome_position(curve, demand[step], counted, uniform);
    positions[step] = static_cast<float>(position);
  }
}

}  // namespace

OutcomeRecord past_outcomes(const PastForecasts& past, const Reshape& reshape, std::uint64_t seed) {
  OutcomeRecord record(ids_of(past.training()), past.origins().windows, past.origins().horizon);
  past.visit([&](PastForecast& at) {
    if (reshape) reshape(at);
    for (std::size_t i = 0; i < at.now.series_count(); ++i) {
      record_series(at.forecast, at.now.series(i), at.then.series(i), seed,
                    record.at(at.first_series + i, static_cast<std::size_t>(at.window)));
    }
  });
  return record;
}

}  // namespace demandcast
