// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/forecaster.h"

#include "demandcast/core/error.h"

namespace demandcast {

Explanation Forecaster::explain(const PanelView&, std::size_t, const RunContext&) const { return {}; }

ModelInsight Forecaster::insight() const { return {}; }

std::unique_ptr<PathSampler> Forecaster::path_sampler(const PanelView&, int, int, const RunContext&) const {
  throw ConfigError("the model draws no sample paths; wrap it in paths or in calibrated, as in ets+paths");
}

std::unique_ptr<PathSampler> Forecaster::simulation(const PanelView&, int, int, const RunContext&) const {
  return nullptr;
}

QuantileForecast forecast_one(const Forecaster& forecaster, const PanelView& view, const Horizon& horizon,
                              const RunContext& context) {
  return std::move(forecaster.forecast({&view, 1}, horizon, context).front());
}

}  // namespace demandcast
