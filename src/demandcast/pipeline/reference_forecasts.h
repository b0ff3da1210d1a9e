// Seasonal naive on somebody else's keys, so that every table has its reference.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/core/run_context.h"
#include "demandcast/forecast/forecast_table.h"
#include "demandcast/forecast/model_registry.h"

namespace demandcast {

/// Forecasts of `model` for exactly the series, cutoffs and periods of `forecasts`, at its levels, learnt at each
/// cutoff from what `panel` holds up to it. Rows of series and periods that the panel does not have, of spans, and of
/// periods not after their cutoff are left out; none twice. Cost: one fit and forecast of the whole panel for the
/// largest number of cutoffs that a series has.
ForecastTable reference_forecasts(const ForecastTable& forecasts, const Panel& panel, const Composition& model,
                                  const ModelRegistry& registry, const ModelOptions& options,
                                  const RunContext& context);

}  // namespace demandcast
