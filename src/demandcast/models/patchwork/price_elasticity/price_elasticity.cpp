// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/price_elasticity.h"

#include "demandcast/models/calibrated/past/past_origins.h"
#include "demandcast/models/patchwork/adjusted/adjusted_forecaster.h"
#include "demandcast/models/patchwork/adjusted/no_factors.h"

namespace demandcast {

std::unique_ptr<PriceEffects> learn_price_effects(const PriceElasticityOptions& options, const PanelStream& training,
                                                  int steps, const RunContext& context) {
  PriceTerms terms = find_price_terms(options, training);
  SeriesPools categories(options.categories, training, level_periods(training, steps), "price_elasticity",
                         FactsOf::kSeries);
  return std::make_unique<PriceEffects>(training, std::move(terms), std::move(categories),
                                        AllowedSigns{options.rising, options.complements}, context);
}

PriceElasticityEstimator::PriceElasticityEstimator(PriceElasticityOptions options, std::unique_ptr<Estimator> inner)
    : options_(std::move(options)), inner_(std::move(inner)) {}

std::unique_ptr<Forecaster> PriceElasticityEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                          const RunContext& context) const {
  if (options_.optional && !has_price_terms(options_, training)) {
    auto none = std::make_unique<NoFactors>(
        "price_elasticity stands aside: the data have neither prices nor promotions that are known ahead (--known)");
    return fit_adjusted("price_elasticity", std::move(none), *inner_, training, horizon, context);
  }
  return fit_adjusted("price_elasticity", learn_price_effects(options_, training, horizon.steps, context), *inner_,
                      training, horizon, context);
}

}  // namespace demandcast
