// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/origin_ensemble/origin_ensemble.h"

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/forecast/artifact.h"

namespace demandcast {
namespace {

/// A running weighted mean of one target.
struct Target {
  double* mean;
  std::span<double> quantiles;
  double weight = 1;

  void add(double other_mean, std::span<const double> other, double other_weight) {
    weight += other_weight;
    const double share = other_weight / weight;
    *mean += share * (other_mean - *mean);
    for (std::size_t q = 0; q < quantiles.size(); ++q) quantiles[q] += share * (other[q] - quantiles[q]);
  }
};

/// All steps of one series of a forecast.
std::vector<Target> targets_of(QuantileForecast& forecast, std::size_t series) {
  std::vector<Target> targets;
  for (int step = 0; step < forecast.horizon().steps; ++step) {
    targets.push_back({&forecast.mean(series, step), forecast.quantiles(series, step)});
  }
  return targets;
}

/// Adds what was said of the same dates `earlier` periods before.
void add_earlier(const QuantileForecast& before, std::size_t series, int earlier, double weight,
                 std::vector<Target>& targets) {
  for (int step = 0; step + earlier < before.horizon().steps; ++step) {
    targets[static_cast<std::size_t>(step)].add(before.mean(series, step + earlier),
                                                before.quantiles(series, step + earlier), weight);
  }
}

}  // namespace

OriginEnsembleEstimator::OriginEnsembleEstimator(OriginEnsembleOptions options, std::unique_ptr<Estimator> inner)
    : options_(options), inner_(std::move(inner)) {}

std::unique_ptr<Forecaster> OriginEnsembleEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                         const RunContext& context) const {
  return std::make_unique<OriginEnsembleForecaster>(options_, inner_->fit(training, horizon, context));
}

OriginEnsembleForecaster::OriginEnsembleForecaster(OriginEnsembleOptions options, std::unique_ptr<Forecaster> inner)
    : options_(options), inner_(std::move(inner)) {}

std::vector<QuantileForecast> OriginEnsembleForecaster::forecast(std::span<const PanelView> views,
                                                                 const Horizon& horizon,
                                                                 const RunContext& context) const {
  if (!horizon.spans.empty()) throw ConfigError("[origin_ensemble] forecasts no spans; put paths around it");
  std::vector<QuantileForecast> forecasts;
  const int earliest = std::min(static_cast<int>(options_.origins), horizon.steps) - 1;
  for (const PanelView& view : views) {
    std::vector<PanelView> origins{view};
    for (int j = 1; j <= earliest && options_.weight > 0; ++j) origins.push_back(view.earlier(j));
    std::vector<QuantileForecast> of_origins = inner_->forecast(origins, horizon, context);
    QuantileForecast& forecast = of_origins.front();
    for (std::size_t i = 0; i < view.series_count(); ++i) {
      if (forecast.reason(i) != FallbackReason::kNone) continue;
      std::vector<Target> targets = targets_of(forecast, i);
      double weight = 1;
      for (std::size_t j = 1; j < of_origins.size(); ++j) {
        weight *= options_.weight;
        if (of_origins[j].reason(i) != FallbackReason::kNone) continue;
        add_earlier(of_origins[j], i, static_cast<int>(j), weight, targets);
      }
      forecast.make_valid(i);
    }
    forecasts.push_back(std::move(forecast));
  }
  return forecasts;
}

void OriginEnsembleForecaster::save(ArtifactWriter& writer) const {
  ArtifactWriter inner = writer.part("inner");
  inner_->save(inner);
}

}  // namespace demandcast
