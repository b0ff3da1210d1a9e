// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/distribution_engine/past_errors.h"

#include <cmath>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

double span_sum(const std::vector<double>& demand, const Span& span) {
  double sum = 0;
  for (int step = span.lead; step < span.lead + span.length; ++step) sum += demand[static_cast<std::size_t>(step)];
  return sum;
}

void add_series(const QuantileForecast& forecast, std::size_t series, const std::vector<double>& demand,
                const std::vector<Span>& spans, const ErrorScale& scale, double level, std::size_t segment,
                PooledSamples& samples) {
  const auto add = [&](std::size_t target, double y, double mean, double level_of_target) {
    if (!std::isnan(y)) samples.add(target, segment, error_of(scale.form, y, mean, level_of_target));
  };
  std::size_t target = 0;
  for (int step = 0; step < forecast.horizon().steps; ++step, ++target) {
    add(target, demand[target], forecast.mean(series, step), level);
  }
  for (const Span& span : spans) {
    add(target++, span_sum(demand, span), span_mean(forecast, series, span), level * span.length);
  }
}

}  // namespace

double span_mean(const QuantileForecast& forecast, std::size_t series, const Span& span) {
  double sum = 0;
  for (int step = span.lead; step < span.lead + span.length; ++step) sum += forecast.mean(series, step);
  return sum;
}

PooledSamples past_errors(const PastForecasts& past, const std::vector<Span>& spans, const ErrorScale& scale,
                          const DemandSegments& segments) {
  return past_errors_by_fold(past, spans, scale, segments, 1).front();
}

std::size_t fold_of(std::string_view id, std::size_t folds) { return static_cast<std::size_t>(stream_key(id) % folds); }

std::vector<PooledSamples> past_errors_by_fold(const PastForecasts& past, const std::vector<Span>& spans,
                                               const ErrorScale& scale, const DemandSegments& segments,
                                               std::size_t folds) {
  const int steps = past.origins().horizon;
  std::vector<PooledSamples> samples(folds,
                                     PooledSamples(static_cast<std::size_t>(steps) + spans.size(), segments.count()));
  past.visit([&](PastForecast& at) {
    for (std::size_t i = 0; i < at.then.series_count(); ++i) {
      const DemandLevel level = demand_level(at.then.series(i), scale.level_periods);
      if (!(level.mean > 0)) continue;
      const auto demand = demand_after(at.now.series(i), at.then.origin(i), steps);
      add_series(at.forecast, i, demand, spans, scale, level.mean, segments.segment(level),
                 samples[fold_of(at.then.id(i), folds)]);
    }
  });
  return samples;
}

}  // namespace demandcast
