// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/adjusted/adjusted_forecaster.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/forecast/span_forecast.h"
#include "demandcast/models/patchwork/adjusted/adjusted_panel.h"

namespace demandcast {
namespace {

/// Keeps the adjusted panel, of which the inner sampler is a guest.
class AdjustedSampler final : public PathSampler {
 public:
  using Draw = std::function<std::unique_ptr<PathSampler>(const PanelView&)>;
  /// Null where `draw` gives none.
  static std::unique_ptr<PathSampler> of(AdjustedPanel adjusted, const Draw& draw) {
    auto kept = std::make_unique<AdjustedPanel>(std::move(adjusted));
    auto inner = draw(kept->view());
    if (inner == nullptr) return nullptr;
    return std::unique_ptr<PathSampler>(new AdjustedSampler(std::move(kept), std::move(inner)));
  }
  void sample(std::size_t series, std::span<float> paths) const override {
    inner_->sample(series, paths);
    const auto& factors = adjusted_->ahead[series];
    for (std::size_t cell = 0; cell < paths.size(); ++cell) {
      paths[cell] = static_cast<float>(static_cast<double>(paths[cell]) * factors[cell % factors.size()]);
    }
  }

 private:
  AdjustedSampler(std::unique_ptr<AdjustedPanel> adjusted, std::unique_ptr<PathSampler> inner)
      : PathSampler(inner->steps(), inner->count()), adjusted_(std::move(adjusted)), inner_(std::move(inner)) {}

  std::unique_ptr<AdjustedPanel> adjusted_;
  std::unique_ptr<PathSampler> inner_;
};

Horizon without_spans(Horizon horizon) {
  horizon.spans.clear();
  return horizon;
}

void require_paths(const Horizon& horizon, const Forecaster& inner, const std::string& name) {
  if (horizon.spans.empty() || inner.samples_paths()) return;
  throw ConfigError(
      fmt::format("[{}] does not forecast spans, {} asked for, around a model without sample paths; put "
                  "+paths behind it",
                  name, horizon.spans.size()));
}

void put_back(std::span<const double> factors, std::size_t series, QuantileForecast& forecast) {
  for (int step = 0; step < forecast.horizon().steps; ++step) {
    const double factor = factors[static_cast<std::size_t>(step)];
    forecast.mean(series, step) *= factor;
    for (double& quantile : forecast.quantiles(series, step)) quantile *= factor;
  }
}

}  // namespace

AdjustedForecaster::AdjustedForecaster(std::string name, std::unique_ptr<DemandFactors> factors,
                                       std::unique_ptr<Forecaster> inner)
    : name_(std::move(name)), factors_(std::move(factors)), inner_(std::move(inner)) {}

QuantileForecast AdjustedForecaster::forecast_view(const PanelView& view, const Horizon& horizon,
                                                   const RunContext& context) const {
  const AdjustedPanel adjusted = adjusted_panel(view, *factors_, horizon.steps, context);
  QuantileForecast forecast = forecast_one(*inner_, adjusted.view(), horizon, context);
  for (std::size_t i = 0; i < view.series_count(); ++i) put_back(adjusted.ahead[i], i, forecast);
  return forecast;
}

std::vector<QuantileForecast> AdjustedForecaster::forecast(std::span<const PanelView> views, const Horizon& horizon,
                                                           const RunContext& context) const {
  require_paths(horizon, *inner_, name_);
  std::vector<QuantileForecast> forecasts;
  for (const PanelView& view : views) {
    QuantileForecast steps = forecast_view(view, without_spans(horizon), context);
    if (horizon.spans.empty()) {
      forecasts.push_back(std::move(steps));
      continue;
    }
    QuantileForecast& forecast = forecasts.emplace_back(view, horizon);
    for (std::size_t i = 0; i < view.series_count(); ++i) forecast.copy_steps(steps, i);
    forecast.copy_rules(steps);
    fill_spans(*path_sampler(view, horizon.steps, kPathsForSpans, context), forecast, context);
  }
  return forecasts;
}

std::unique_ptr<PathSampler> AdjustedForecaster::path_sampler(const PanelView& view, int steps, int count,
                                                              const RunContext& context) const {
  return AdjustedSampler::of(adjusted_panel(view, *factors_, steps, context), [&](const PanelView& adjusted) {
    return inner_->path_sampler(adjusted, steps, count, context);
  });
}

std::unique_ptr<PathSampler> AdjustedForecaster::simulation(const PanelView& view, int steps, int count,
                                                            const RunContext& context) const {
  return AdjustedSampler::of(adjusted_panel(view, *factors_, steps, context), [&](const PanelView& adjusted) {
    return inner_->simulation(adjusted, steps, count, context);
  });
}

Explanation AdjustedForecaster::explain(const PanelView& view, std::size_t series, const RunContext& context) const {
  Explanation told = inner_->explain(adjusted_panel(view, *factors_, 0, context).view(), series, context);
  told.components.insert(told.components.begin(), {name_, factors_->factors_of(view, series, 0).past});
  return told;
}

std::vector<std::string> AdjustedForecaster::notes() const {
  std::vector<std::string> notes = inner_->notes();
  if (std::string own = factors_->note(); !own.empty()) notes.insert(notes.begin(), std::move(own));
  return notes;
}

void AdjustedForecaster::save(ArtifactWriter& writer) const {
  factors_->save(writer);
  ArtifactWriter inner = writer.part("inner");
  inner_->save(inner);
}

std::unique_ptr<Forecaster> fit_adjusted(std::string name, std::unique_ptr<DemandFactors> factors,
                                         const Estimator& inner, const PanelStream& training, const Horizon& horizon,
                                         const RunContext& context) {
  auto fitted = inner.fit(AdjustedStream(training, *factors, context), without_spans(horizon), context);
  require_paths(horizon, *fitted, name);
  return std::make_unique<AdjustedForecaster>(std::move(name), std::move(factors), std::move(fitted));
}

}  // namespace demandcast
