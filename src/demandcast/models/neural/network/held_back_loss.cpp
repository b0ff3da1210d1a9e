// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/held_back_loss.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/core/error.h"
#include "demandcast/models/calibrated/past/earlier_stream.h"

namespace demandcast::neural {
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

double held_back_loss(const Estimator& model, const PanelStream& training, int steps, const RunContext& context) {
  const Horizon horizon = Horizon::of(steps);
  std::unique_ptr<Forecaster> fitted;
  try {
    fitted = model.fit(EarlierStream(training, steps), horizon, context);
  } catch (const DataError&) {  // too short a history to hold anything back
    return std::numeric_limits<double>::quiet_NaN();
  }
  Sums sums;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      add_outcomes(view, forecast_one(*fitted, view.earlier(steps), horizon, context), sums);
    });
  }
  return sums.demand > 0 ? sums.loss / sums.demand : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace demandcast::neural
