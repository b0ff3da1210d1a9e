// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/fallback_forecast.h"

#include <algorithm>
#include <cmath>

#include "demandcast/core/sample_quantile.h"
#include "demandcast/models/classical/local/local_series.h"
#include "demandcast/models/classical/local/seasonal_repeat.h"

namespace demandcast {

void fallback_forecast(const LocalSeries& series, const Horizon& horizon, LocalForecast& out) {
  if (trivial_reason(series) != FallbackReason::kNone) {
    std::fill(out.mean.begin(), out.mean.end(), 0.0);
    std::fill(out.quantiles.begin(), out.quantiles.end(), 0.0);
    return;
  }
  int season = series.season;
  std::vector<double> errors = season_errors(series.y, season);
  if (errors.empty()) {
    season = 1;
    errors = season_errors(series.y, season);
  }
  std::sort(errors.begin(), errors.end());
  out.mean = repeat_season(series.y, season, horizon.steps);
  auto quantile = out.quantiles.begin();
  for (int step = 0; step < horizon.steps; ++step) {
    const double widening = std::sqrt(static_cast<double>(seasons_ahead(step, season)));
    for (const double level : horizon.levels) {
      const double error = errors.empty() ? 0.0 : sample_quantile(errors, level);
      *quantile++ = out.mean[static_cast<std::size_t>(step)] + widening * error;
    }
  }
}

}  // namespace demandcast
