// How well a learned model forecasts the newest periods of a stream.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/forecaster.h"

namespace demandcast {

/// Loss of the deciles over demand (wQL) on the `steps` newest periods of every series, forecast from before them. NaN
/// where none was sold.
double recent_loss(const Forecaster& model, const PanelStream& stream, int steps, const RunContext& context);

}  // namespace demandcast
