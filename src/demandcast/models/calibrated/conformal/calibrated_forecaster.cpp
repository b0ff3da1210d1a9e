// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/forecast/span_forecast.h"
#include "demandcast/models/calibrated/conformal/calibrated.h"
#include "demandcast/models/calibrated/past/outcome_position.h"
#include "demandcast/models/calibrated/past/pool_record.h"
#include "demandcast/models/calibrated/past/saved_pools.h"
#include "demandcast/models/calibrated/paths/quantile_paths.h"

namespace demandcast {
namespace {

void refuse_what_was_not_learnt(const Horizon& horizon, int steps) {
  if (horizon.steps > steps) {
    throw ConfigError(fmt::format("[calibrated] learnt {} steps, {} asked for; fit with --horizon {} or more", steps,
                                  horizon.steps, horizon.steps));
  }
}

}  // namespace

CalibratedForecaster::CalibratedForecaster(LearntCalibration learnt, std::unique_ptr<Forecaster> inner)
    : learnt_(std::move(learnt)), inner_(std::move(inner)) {}

std::vector<QuantileForecast> CalibratedForecaster::forecast(std::span<const PanelView> views, const Horizon& horizon,
                                                             const RunContext& context) const {
  refuse_what_was_not_learnt(horizon, learnt_.steps);
  const Horizon inner_horizon{horizon.steps, CurveLevels::standard().levels(), {}};
  std::vector<QuantileForecast> forecasts;
  for (const PanelView& view : views) {
    QuantileForecast inner = forecast_one(*inner_, view, inner_horizon, context);
    QuantileForecast& forecast = forecasts.emplace_back(view, horizon);
    forecast.copy_rules(inner);
    context.progress->start("calibrated: forecast", view.series_count());
    parallel_for(view.series_count(), context, [&](std::size_t i) { move_quantiles(view, i, inner, forecast); });
    context.progress->finish();
    if (!horizon.spans.empty()) move_spans(view, inner, forecast, context);
  }
  return forecasts;
}

std::unique_ptr<PathSampler> CalibratedForecaster::path_sampler(const PanelView& view, int steps, int count,
                                                                const RunContext& context) const {
  return paths_of_quantiles(*this, learnt_.templates, nullptr, view, steps, count, context);
}

void CalibratedForecaster::move_quantiles(const PanelView& view, std::size_t i, QuantileForecast& inner,
                                          QuantileForecast& out) const {
  learnt_.blend.blend(view, i, inner);
  const std::vector<std::size_t> pools = learnt_.pools.pools_of_steps(view, i, means_of(inner, i));
  const bool counted = is_counted(view.series(i));
  const auto& levels = out.horizon().levels;
  for (int step = 0; step < out.horizon().steps; ++step) {
    const QuantileCurve curve(CurveLevels::standard(), inner.quantiles(i, step));
    const auto at = static_cast<std::size_t>(step);
    out.mean(i, step) = inner.mean(i, step);
    for (std::size_t q = 0; q < levels.size(); ++q) {
      const double value = curve.value(learnt_.map.position(at, pools[at], levels[q]));
      out.quantiles(i, step)[q] = counted ? std::round(value) : value;
    }
  }
  out.set_reason(i, inner.reason(i));
  if (out.reason(i) != FallbackReason::kNone) learnt_.fallbacks.reshape(view.series(i), counted, out);
  out.make_valid(i);
}

void CalibratedForecaster::move_spans(const PanelView& view, const QuantileForecast& inner, QuantileForecast& out,
                                      const RunContext& context) const {
  fill_spans(*path_sampler(view, out.horizon().steps, kPathsForSpans, context), out, context);
  parallel_for(view.series_count(), context, [&](std::size_t i) {
    if (inner.reason(i) != FallbackReason::kNone) return;
    learnt_.spans.correct(learnt_.pools, view, i, inner, is_counted(view.series(i)), out);
    out.make_valid(i);
  });
}

void CalibratedForecaster::save(ArtifactWriter& writer) const {
  writer.integers("steps", {learnt_.steps});
  save_pools(learnt_.pools, writer);
  writer.numbers("error_quantiles", learnt_.blend.errors().numbers());
  writer.numbers("blend_weights", learnt_.blend.weights());
  writer.numbers("offsets", learnt_.map.offsets());
  writer.numbers("fallback_outcomes", learnt_.fallbacks.numbers());
  learnt_.spans.save(writer);
  learnt_.templates->save(writer);
  ArtifactWriter inner = writer.part("inner");
  inner_->save(inner);
}

}  // namespace demandcast
