// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/seasonal_profile.h"

#include "demandcast/models/calibrated/past/past_origins.h"
#include "demandcast/models/patchwork/adjusted/adjusted_forecaster.h"
#include "demandcast/models/patchwork/seasonal_profile/pooled_profile.h"

namespace demandcast {

SeasonalProfileEstimator::SeasonalProfileEstimator(SeasonalProfileOptions options, std::unique_ptr<Estimator> inner)
    : options_(std::move(options)), inner_(std::move(inner)) {}

std::unique_ptr<Forecaster> SeasonalProfileEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                          const RunContext& context) const {
  SeriesPools categories(options_.categories, training, level_periods(training, horizon.steps), "seasonal_profile",
                         FactsOf::kSeries);
  auto profile = std::make_unique<PooledProfile>(
      training, std::move(categories), options_.feasts ? YearCalendar::with_feasts(training) : YearCalendar());
  return fit_adjusted("seasonal_profile", std::move(profile), *inner_, training, horizon, context);
}

}  // namespace demandcast
