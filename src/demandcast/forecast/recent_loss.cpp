// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/recent_loss.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demandcast {
namespace {

struct Sums {
  double loss = 0, demand = 0;
};

/// Adds what came of a forecast from `steps` periods before the origin of `now`.
void add_outcomes(const PanelView& now, const QuantileForecast& forecast, Sums& sums) {
  const Horizon& horizon = forecast.horizon();
  for (std::size_t i = 0; i < now.series_count(); ++i) {
    const std::vector<double> history = now.series(i).observed_history();
    const auto steps = static_cast<std::size_t>(horizon.steps);
    if (history.size() < steps) continue;
    for (std::size_t step = 0; step < steps; ++step) {
      const double y = history[history.size() - steps + step];
      if (std::isnan(y)) continue;
      const auto quantiles = forecast.quantiles(i, static_cast<int>(step));
      for (std::size_t q = 0; q < quantiles.size(); ++q) {
        const double error = y - quantiles[q], level = horizon.levels[q];
        sums.loss += 2 * std::max(level * error, (level - 1) * error);
      }
      sums.demand += static_cast<double>(quantiles.size()) * std::abs(y);
    }
  }
}

}  // namespace

double recent_loss(const Forecaster& model, const PanelStream& stream, int steps, const RunContext& context) {
  const Horizon horizon = Horizon::of(steps);
  Sums sums;
  for (std::size_t shard = 0; shard < stream.shard_count(); ++shard) {
    stream.visit(shard, [&](const PanelView& view) {
      add_outcomes(view, forecast_one(model, view.earlier(steps), horizon, context), sums);
    });
  }
  return sums.demand > 0 ? sums.loss / sums.demand : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace demandcast
