// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/distribution_engine/past_errors.h"

#include <cmath>

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

void add_errors(const QuantileForecast& forecast, const PanelView& now, const PanelView& then,
                const std::vector<Span>& spans, const ErrorScale& scale, const DemandSegments& segments,
                PooledSamples& samples) {
  for (std::size_t i = 0; i < then.series_count(); ++i) {
    const DemandLevel level = demand_level(then.series(i), scale.level_periods);
    if (!(level.mean > 0)) continue;
    const auto demand = demand_after(now.series(i), then.origin(i), forecast.horizon().steps);
    add_series(forecast, i, demand, spans, scale, level.mean, segments.segment(level), samples);
  }
}

PooledSamples past_errors(const Forecaster& inner, const PanelStream& training, const Horizon& horizon,
                          const PastOrigins& origins, const ErrorScale& scale, const DemandSegments& segments,
                          const RunContext& context) {
  PooledSamples samples(static_cast<std::size_t>(horizon.steps) + horizon.spans.size(), segments.count());
  Horizon means = horizon;
  means.levels = {0.5};
  means.spans.clear();
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& now) {
      for (int window = 0; window < origins.windows; ++window) {
        const PanelView then = now.earlier(origins.back(window));
        add_errors(forecast_one(inner, then, means, context), now, then, horizon.spans, scale, segments, samples);
      }
    });
  }
  return samples;
}

}  // namespace demandcast
