// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/error_blend.h"

#include <algorithm>

namespace demandcast {
namespace {

constexpr double kOwnWeight = 0.5;  // of the model's own quantiles

ErrorQuantiles learn_errors(const PastForecasts& past, const DemandSegments& segments, const ErrorScale& scale,
                            double min_errors) {
  ErrorSamples samples(static_cast<std::size_t>(past.origins().horizon), segments.count());
  past.visit([&](PastForecast& at) { add_errors(at.forecast, at.now, at.then, {}, scale, segments, samples); });
  return {samples, min_errors};
}

}  // namespace

ErrorBlend::ErrorBlend(const PastForecasts& past, DemandSegments segments, std::size_t level_periods, double min_errors)
    : scale_{ErrorForm::kScaled, level_periods},
      segments_(std::move(segments)),
      errors_(learn_errors(past, segments_, scale_, min_errors)) {}

ErrorBlend::ErrorBlend(DemandSegments segments, std::size_t level_periods, ErrorQuantiles errors)
    : scale_{ErrorForm::kScaled, level_periods}, segments_(std::move(segments)), errors_(std::move(errors)) {}

void ErrorBlend::blend(const SeriesView& series, QuantileForecast& forecast) const {
  const DemandLevel level = demand_level(series, scale_.level_periods);
  if (!(level.mean > 0)) return;
  const std::size_t i = series.index(), segment = segments_.segment(level);
  for (int step = 0; step < forecast.horizon().steps; ++step) {
    const auto quantiles = forecast.quantiles(i, step);
    for (std::size_t q = 0; q < quantiles.size(); ++q) {
      const double error = errors_.quantile(static_cast<std::size_t>(step), segment, forecast.horizon().levels[q]);
      const double laid = demand_of(scale_.form, error, forecast.mean(i, step), level.mean);
      quantiles[q] = kOwnWeight * quantiles[q] + (1 - kOwnWeight) * std::max(0.0, laid);
    }
    std::ranges::sort(quantiles);
  }
}

}  // namespace demandcast
