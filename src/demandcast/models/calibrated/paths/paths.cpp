// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/paths/paths.h"

#include "demandcast/forecast/artifact.h"
#include "demandcast/forecast/span_forecast.h"
#include "demandcast/models/calibrated/past/past_outcomes.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"
#include "demandcast/models/calibrated/paths/quantile_paths.h"

namespace demandcast {

namespace {

std::shared_ptr<const ErrorTemplates> learnt_templates(const Estimator& inner, const PathsOptions& options,
                                                       const PanelStream& training, const Horizon& horizon,
                                                       const RunContext& context) {
  const PastOrigins origins = choose_past_origins(training, options.past.windows, options.past.step, horizon.steps);
  const PastForecasts past(inner, training, origins, options.past.fits, CurveLevels::standard().levels(), context);
  return std::make_shared<const ErrorTemplates>(past_outcomes(past, nullptr, context.seed), context.seed);
}

}  // namespace

PathsEstimator::PathsEstimator(PathsOptions options, std::unique_ptr<Estimator> inner)
    : options_(std::move(options)), inner_(std::move(inner)) {}

std::unique_ptr<Forecaster> PathsEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                const RunContext& context) const {
  auto templates = options_.dependence == "none" ? ErrorTemplates::independent(horizon.steps)
                                                 : learnt_templates(*inner_, options_, training, horizon, context);
  Horizon inner_horizon = horizon;
  inner_horizon.spans.clear();
  return std::make_unique<PathsForecaster>(std::move(templates), options_.dependence == "model",
                                           inner_->fit(training, inner_horizon, context));
}

PathsForecaster::PathsForecaster(std::shared_ptr<const ErrorTemplates> templates, bool simulates,
                                 std::unique_ptr<Forecaster> inner)
    : templates_(std::move(templates)), simulates_(simulates), inner_(std::move(inner)) {}

std::vector<QuantileForecast> PathsForecaster::forecast(std::span<const PanelView> views, const Horizon& horizon,
                                                        const RunContext& context) const {
  if (horizon.spans.empty()) return inner_->forecast(views, horizon, context);
  Horizon inner_horizon = horizon;
  inner_horizon.spans.clear();
  std::vector<QuantileForecast> forecasts;
  for (const PanelView& view : views) {
    const QuantileForecast inner = forecast_one(*inner_, view, inner_horizon, context);
    QuantileForecast& forecast = forecasts.emplace_back(view, horizon);
    for (std::size_t i = 0; i < view.series_count(); ++i) forecast.copy_steps(inner, i);
    forecast.copy_rules(inner);
    fill_spans(*path_sampler(view, horizon.steps, kPathsForSpans, context), forecast, context);
  }
  return forecasts;
}

std::unique_ptr<PathSampler> PathsForecaster::path_sampler(const PanelView& view, int steps, int count,
                                                           const RunContext& context) const {
  auto simulation = simulates_ ? inner_->simulation(view, steps, count, context) : nullptr;
  return paths_of_quantiles(*inner_, templates_, std::move(simulation), view, steps, count, context);
}

void PathsForecaster::save(ArtifactWriter& writer) const {
  templates_->save(writer);
  ArtifactWriter inner = writer.part("inner");
  inner_->save(inner);
}

}  // namespace demandcast
