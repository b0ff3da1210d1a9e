// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/models/calibrated/distribution_engine/distribution_engine.h"

namespace demandcast {

DistributionEngineForecaster::DistributionEngineForecaster(LearntErrors errors, std::unique_ptr<Forecaster> inner)
    : errors_(std::move(errors)), inner_(std::move(inner)) {}

std::vector<std::size_t> DistributionEngineForecaster::span_targets(const Horizon& horizon) const {
  if (horizon.steps > errors_.steps) {
    throw ConfigError(
        fmt::format("[distribution_engine] learnt the errors of {} steps, {} asked for; fit with "
                    "--horizon {} or more",
                    errors_.steps, horizon.steps, horizon.steps));
  }
  std::vector<std::size_t> targets;
  for (const Span& span : horizon.spans) {
    const auto known = std::find(errors_.spans.begin(), errors_.spans.end(), span);
    if (known == errors_.spans.end()) {
      throw ConfigError(
          fmt::format("[distribution_engine] did not learn the errors of span {}:{}; fit with --spans {}:{}", span.lead,
                      span.length, span.lead, span.length));
    }
    targets.push_back(static_cast<std::size_t>(errors_.steps + (known - errors_.spans.begin())));
  }
  return targets;
}

std::vector<QuantileForecast> DistributionEngineForecaster::forecast(std::span<const PanelView> views,
                                                                     const Horizon& horizon,
                                                                     const RunContext& context) const {
  const std::vector<std::size_t> targets = span_targets(horizon);
  Horizon means = horizon;
  means.levels = {0.5};
  means.spans.clear();
  const std::vector<QuantileForecast> points = inner_->forecast(views, means, context);
  std::vector<QuantileForecast> forecasts;
  for (std::size_t v = 0; v < views.size(); ++v) {
    QuantileForecast& forecast = forecasts.emplace_back(views[v], horizon);
    forecast.copy_rules(points[v]);
    context.progress->start("distribution_engine: forecast", views[v].series_count());
    parallel_for(views[v].series_count(), context,
                 [&](std::size_t i) { lay_errors(views[v].series(i), targets, points[v], forecast); });
    context.progress->finish();
  }
  return forecasts;
}

void DistributionEngineForecaster::lay_errors(const SeriesView& series, const std::vector<std::size_t>& span_targets,
                                              const QuantileForecast& point, QuantileForecast& out) const {
  const std::size_t i = series.index();
  const Horizon& horizon = out.horizon();
  const DemandLevel level = demand_level(series, errors_.scale.level_periods);
  const std::size_t segment = errors_.segments.segment(level);
  const auto fill = [&](std::size_t target, double mean, double level_of_target, std::span<double> quantiles) {
    for (std::size_t q = 0; q < quantiles.size(); ++q) {
      const double error = errors_.quantiles.quantile(target, segment, horizon.levels[q]);
      quantiles[q] = level.mean > 0 ? demand_of(errors_.scale.form, error, mean, level_of_target) : mean;
    }
  };
  for (int step = 0; step < horizon.steps; ++step) {
    out.mean(i, step) = point.mean(i, step);
    fill(static_cast<std::size_t>(step), out.mean(i, step), level.mean, out.quantiles(i, step));
  }
  for (std::size_t s = 0; s < horizon.spans.size(); ++s) {
    out.span_mean(i, s) = span_mean(point, i, horizon.spans[s]);
    fill(span_targets[s], out.span_mean(i, s), level.mean * horizon.spans[s].length, out.span_quantiles(i, s));
  }
  out.set_reason(i, point.reason(i));
  out.make_valid(i);
}

void DistributionEngineForecaster::save(ArtifactWriter& writer) const {
  std::vector<std::int64_t> spans;
  for (const Span& span : errors_.spans) spans.insert(spans.end(), {span.lead, span.length});
  writer.integers("steps", {errors_.steps});
  writer.integers("level_periods", {static_cast<std::int64_t>(errors_.scale.level_periods)});
  writer.integers("spans", std::move(spans));
  writer.numbers("velocity_cuts", errors_.segments.cuts());
  writer.numbers("error_quantiles", errors_.quantiles.numbers());
  ArtifactWriter inner = writer.part("inner");
  inner_->save(inner);
}

}  // namespace demandcast
