// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/local_forecaster.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/models/classical/local/fallback_forecast.h"
#include "demandcast/models/classical/local/local_paths.h"
#include "demandcast/models/classical/local/local_series.h"

namespace demandcast {
namespace {

bool is_finite(const LocalForecast& forecast) {
  const auto finite = [](double x) { return std::isfinite(x); };
  return std::all_of(forecast.mean.begin(), forecast.mean.end(), finite) &&
         std::all_of(forecast.quantiles.begin(), forecast.quantiles.end(), finite);
}

void copy_forecast(const LocalForecast& from, std::size_t series, QuantileForecast& to) {
  auto quantile = from.quantiles.begin();
  for (int step = 0; step < to.horizon().steps; ++step) {
    to.mean(series, step) = from.mean[static_cast<std::size_t>(step)];
    for (double& value : to.quantiles(series, step)) value = *quantile++;
  }
  to.make_valid(series);
}

}  // namespace

LocalFit fit_series(const LocalModel& model, const LocalSeries& series) {
  const FallbackReason reason = trivial_reason(series);
  return reason == FallbackReason::kNone ? model.fit(series) : LocalFit{{}, reason};
}

void refuse_spans(const std::string& name, const Horizon& horizon) {
  if (horizon.spans.empty()) return;
  throw ConfigError(
      fmt::format("[{0}] does not forecast spans, {1} asked for; wrap it: {0}+paths", name, horizon.spans.size()));
}

LocalForecaster::LocalForecaster(std::string name, std::shared_ptr<const LocalModel> model, SeriesFits fits)
    : name_(std::move(name)), model_(std::move(model)), fits_(std::move(fits)) {}

/// A series that the fit could not do may have grown since: it is tried again, as one that the fit never saw.
LocalFit LocalForecaster::fit_of(const LocalSeries& series, std::size_t place) const {
  if (const FallbackReason reason = trivial_reason(series); reason != FallbackReason::kNone) return {{}, reason};
  const LocalFit* known = fits_.find(series.id, place);
  return known != nullptr && known->reason == FallbackReason::kNone ? *known : model_->fit(series);
}

std::vector<QuantileForecast> LocalForecaster::forecast(std::span<const PanelView> views, const Horizon& horizon,
                                                        const RunContext& context) const {
  refuse_spans(name_, horizon);
  std::vector<QuantileForecast> forecasts;
  std::vector<std::size_t> first{0};  // number of the first (view, series) pair of each view
  for (const PanelView& view : views) {
    forecasts.emplace_back(view, horizon);
    first.push_back(first.back() + view.series_count());
  }
  context.progress->start(name_ + ": forecast", first.back());
  parallel_for(first.back(), context, [&](std::size_t pair) {
    const auto view = static_cast<std::size_t>(std::upper_bound(first.begin(), first.end(), pair) - first.begin()) - 1;
    forecast_series(views[view].series(pair - first[view]), context, forecasts[view]);
  });
  context.progress->finish();
  return forecasts;
}

void LocalForecaster::forecast_series(const SeriesView& view, const RunContext& context, QuantileForecast& out) const {
  const Horizon& horizon = out.horizon();
  const LocalSeries series = local_series(view, model_->season());
  const auto steps = static_cast<std::size_t>(horizon.steps);
  LocalForecast forecast{std::vector<double>(steps), std::vector<double>(steps * horizon.levels.size())};
  LocalFit fit = fit_of(series, view.index());
  if (fit.reason == FallbackReason::kNone) {
    RandomStream random(context.seed, stream_key(series.id, view.origin()));
    model_->forecast(fit, series, horizon, random, forecast);
    if (!is_finite(forecast)) fit.reason = FallbackReason::kDegenerate;
  }
  if (fit.reason != FallbackReason::kNone) fallback_forecast(series, horizon, forecast);
  out.set_reason(view.index(), fit.reason);
  copy_forecast(forecast, view.index(), out);
}

Explanation LocalForecaster::explain(const PanelView& view, std::size_t series, const RunContext&) const {
  const LocalSeries own = local_series(view.series(series), model_->season());
  const LocalFit fit = fit_of(own, series);
  return fit.reason == FallbackReason::kNone ? model_->explain(fit, own) : Explanation{};
}

std::unique_ptr<PathSampler> LocalForecaster::simulation(const PanelView& view, int steps, int count,
                                                         const RunContext& context) const {
  if (!model_->simulates()) return nullptr;
  return std::make_unique<LocalPaths>(*this, view, steps, count, context.seed);
}

void LocalForecaster::save(ArtifactWriter& writer) const { fits_.save(writer); }

}  // namespace demandcast
