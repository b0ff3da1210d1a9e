// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/seasonal_profile.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/models/calibrated/past/past_origins.h"
#include "demandcast/models/calibrated/past/saved_pools.h"
#include "demandcast/models/patchwork/seasonal_profile/adjusted_panel.h"
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

void refuse_spans(const Horizon& horizon) {
  if (horizon.spans.empty()) return;
  throw ConfigError(fmt::format("[seasonal_profile] does not forecast spans, {} asked for; put +paths behind it",
                                horizon.spans.size()));
}

void put_back(const Frequency& frequency, std::span<const double> index, std::size_t series,
              QuantileForecast& forecast) {
  for (int step = 0; step < forecast.horizon().steps; ++step) {
    const double factor = index[year_position(frequency, forecast.origin(series) + step + 1)];
    forecast.mean(series, step) *= factor;
    for (double& quantile : forecast.quantiles(series, step)) quantile *= factor;
  }
}

}  // namespace

SeasonalProfileEstimator::SeasonalProfileEstimator(SeasonalProfileOptions options, std::unique_ptr<Estimator> inner)
    : options_(std::move(options)), inner_(std::move(inner)) {}

std::unique_ptr<Forecaster> SeasonalProfileEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                          const RunContext& context) const {
  refuse_spans(horizon);
  SeriesPools categories(options_.categories, training, level_periods(training, horizon.steps), "seasonal_profile");
  PooledProfile profile(training, std::move(categories));
  auto inner = inner_->fit(AdjustedStream(training, profile, context), horizon, context);
  return std::make_unique<SeasonalProfileForecaster>(std::move(profile), std::move(inner));
}

SeasonalProfileForecaster::SeasonalProfileForecaster(PooledProfile profile, std::unique_ptr<Forecaster> inner)
    : profile_(std::move(profile)), inner_(std::move(inner)) {}

std::vector<QuantileForecast> SeasonalProfileForecaster::forecast(std::span<const PanelView> views,
                                                                  const Horizon& horizon,
                                                                  const RunContext& context) const {
  refuse_spans(horizon);
  std::vector<QuantileForecast> forecasts;
  for (const PanelView& view : views) {
    const AdjustedPanel adjusted = adjusted_panel(view, profile_, context);
    forecasts.push_back(forecast_one(*inner_, adjusted.view(), horizon, context));
    for (std::size_t i = 0; i < view.series_count(); ++i) {
      put_back(view.frequency(), adjusted.indices[i], i, forecasts.back());
    }
  }
  return forecasts;
}

void SeasonalProfileForecaster::save(ArtifactWriter& writer) const {
  save_pools(profile_.categories(), writer);
  writer.integers("positions", {static_cast<std::int64_t>(profile_.positions())});
  writer.numbers("indices", profile_.indices());
  writer.numbers("growth_and_signal", {profile_.growth(), profile_.series_signal()});
  ArtifactWriter inner = writer.part("inner");
  inner_->save(inner);
}

}  // namespace demandcast
