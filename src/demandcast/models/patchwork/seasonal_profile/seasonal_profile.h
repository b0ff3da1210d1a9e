// The wrapper that takes a pooled season of the year out of demand before any model sees it, and puts it back after.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/patchwork/seasonal_profile/pooled_profile.h"
#include "demandcast/models/patchwork/seasonal_profile/seasonal_profile_options.h"

namespace demandcast {

/// The inner model learns from demand divided by the index of its week (month, quarter) of the year; see
/// pooled_profile.h. Costs a copy of each shard beside what the inner model costs.
class SeasonalProfileEstimator final : public Estimator {
 public:
  SeasonalProfileEstimator(SeasonalProfileOptions options, std::unique_ptr<Estimator> inner);
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;
  bool is_local() const override { return inner_->is_local(); }

 private:
  SeasonalProfileOptions options_;
  std::unique_ptr<Estimator> inner_;
};

/// Mean and quantiles of the inner model times the index of each period ahead. Does not forecast spans. The
/// explanation is the inner model's, of demand without its season.
class SeasonalProfileForecaster final : public Forecaster {
 public:
  SeasonalProfileForecaster(PooledProfile profile, std::unique_ptr<Forecaster> inner);
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  /// Writes the profile; the inner model saves itself under "inner".
  void save(ArtifactWriter& writer) const override;

 private:
  PooledProfile profile_;
  std::unique_ptr<Forecaster> inner_;
};

}  // namespace demandcast
