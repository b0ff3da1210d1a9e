// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/distribution_engine/past_errors.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demandcast {
namespace {

/// [step] demand after `origin` in a series that is known further; NaN where it is not observed.
std::vector<double> demand_after(const SeriesView& series, Period origin, int steps) {
  std::vector<double> demand(static_cast<std::size_t>(steps), std::numeric_limits<double>::quiet_NaN());
  const auto y = series.target();
  const auto states = series.states();
  for (int step = 0; step < steps; ++step) {
    const Period t = origin + step + 1 - series.first_period();
    if (t < 0 || t >= std::ssize(y) || states[static_cast<std::size_t>(t)] != CellState::kObserved) continue;
    demand[static_cast<std::size_t>(step)] = static_cast<double>(y[static_cast<std::size_t>(t)]);
  }
  return demand;
}

double span_sum(const std::vector<double>& demand, const Span& span) {
  double sum = 0;
  for (int step = span.lead; step < span.lead + span.length; ++step) sum += demand[static_cast<std::size_t>(step)];
  return sum;
}

void add_series(const QuantileForecast& forecast, std::size_t series, const std::vector<double>& demand,
                const std::vector<Span>& spans, const ErrorScale& scale, double level, std::size_t segment,
                ErrorSamples& samples) {
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

ErrorSamples past_errors(const Forecaster& inner, const PanelStream& training, const Horizon& horizon,
                         const ErrorOrigins& origins, const ErrorScale& scale, const DemandSegments& segments,
                         const RunContext& context) {
  ErrorSamples samples(static_cast<std::size_t>(horizon.steps) + horizon.spans.size(), segments.count());
  Horizon means = horizon;
  means.levels = {0.5};
  means.spans.clear();
  const auto learn_from = [&](const PanelView& now, const PanelView& then) {
    const QuantileForecast forecast = forecast_one(inner, then, means, context);
    for (std::size_t i = 0; i < then.series_count(); ++i) {
      const DemandLevel level = demand_level(then.series(i), scale.level_periods);
      if (!(level.mean > 0)) continue;
      const auto demand = demand_after(now.series(i), then.origin(i), horizon.steps);
      add_series(forecast, i, demand, horizon.spans, scale, level.mean, segments.segment(level), samples);
    }
  };
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& now) {
      for (int window = 0; window < origins.windows; ++window) {
        learn_from(now, now.earlier(origins.horizon + window * origins.step));
      }
    });
  }
  return samples;
}

}  // namespace demandcast
