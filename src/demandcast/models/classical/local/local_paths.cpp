// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/local_paths.h"

#include <algorithm>
#include <cmath>

#include "demandcast/models/classical/local/fallback_forecast.h"
#include "demandcast/models/classical/local/local_series.h"

namespace demandcast {
namespace {

constexpr int kFallbackLevels = 100;  // 0.005, 0.015, ... 0.995

void sample_fallback(const LocalSeries& series, std::size_t steps, RandomStream& random, std::span<float> paths) {
  Horizon horizon{static_cast<int>(steps), {}, {}};
  for (int k = 0; k < kFallbackLevels; ++k) horizon.levels.push_back((k + 0.5) / kFallbackLevels);
  LocalForecast forecast{std::vector<double>(steps), std::vector<double>(steps * horizon.levels.size())};
  fallback_forecast(series, horizon, forecast);
  for (std::size_t at = 0; at < paths.size(); ++at) {
    const auto level = static_cast<std::size_t>(random.below(kFallbackLevels));
    paths[at] = static_cast<float>(forecast.quantiles[(at % steps) * kFallbackLevels + level]);
  }
}

bool all_finite(std::span<const float> values) {
  return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

}  // namespace

void LocalPaths::sample(std::size_t index, std::span<float> paths) const {
  const auto horizon = static_cast<std::size_t>(steps());
  const LocalSeries series = local_series(view_.series(index), forecaster_.model().season());
  const LocalFit fit = forecaster_.fit_of(series, index);
  RandomStream random(seed_, stream_key(series.id, view_.series(index).origin()));
  if (fit.reason == FallbackReason::kNone) forecaster_.model().simulate(fit, series, horizon, random, paths);
  if (fit.reason != FallbackReason::kNone || !all_finite(paths)) sample_fallback(series, horizon, random, paths);
  for (float& value : paths) value = std::max(value, 0.0F);
}

}  // namespace demandcast
