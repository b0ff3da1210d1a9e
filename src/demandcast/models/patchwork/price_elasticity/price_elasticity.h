// The wrapper that takes the effects of prices and promotions out of demand before any model sees it, and puts those of
// the planned ones back after.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/patchwork/price_elasticity/price_effects.h"
#include "demandcast/models/patchwork/price_elasticity/price_elasticity_options.h"

namespace demandcast {

/// The effects of a training's prices and promotions, as the options ask for them.
std::unique_ptr<PriceEffects> learn_price_effects(const PriceElasticityOptions& options, const PanelStream& training,
                                                  int steps, const RunContext& context);

/// The inner model learns from demand at the regular price without promotions; what it forecasts is multiplied by the
/// effects of the plans (adjusted_forecaster.h). Costs passes over the data and a copy of each shard beside what the
/// inner model costs. With options.optional, data without prices and promotions leave the inner model's forecasts as
/// they are, bit for bit, with a note.
class PriceElasticityEstimator final : public Estimator {
 public:
  PriceElasticityEstimator(PriceElasticityOptions options, std::unique_ptr<Estimator> inner);
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;
  bool is_local() const override { return inner_->is_local(); }

 private:
  PriceElasticityOptions options_;
  std::unique_ptr<Estimator> inner_;
};

}  // namespace demandcast
