// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/forecaster.h"

namespace demandcast {

Explanation Forecaster::explain(const SeriesView&) const { return {}; }

QuantileForecast forecast_one(const Forecaster& forecaster, const PanelView& view, const Horizon& horizon,
                              const RunContext& context) {
  return std::move(forecaster.forecast({&view, 1}, horizon, context).front());
}

}  // namespace demandcast
