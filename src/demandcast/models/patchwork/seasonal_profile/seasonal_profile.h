// The wrapper that takes a pooled season of the year out of demand before any model sees it, and puts it back after.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/patchwork/seasonal_profile/seasonal_profile_options.h"

namespace demandcast {

/// The inner model learns from demand divided by the index of its week (month, quarter) of the year; see
/// pooled_profile.h; what it forecasts is multiplied by the index of each period ahead (adjusted_forecaster.h). Costs a
/// copy of each shard beside what the inner model costs.
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

}  // namespace demandcast
