// How well a model forecasts the newest periods when it has not seen them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/forecaster.h"

namespace demandcast::neural {

/// Loss of the deciles over demand (wQL) on the `steps` newest periods of every series, by the model learnt from what
/// was known before them. NaN where there was nothing to learn from, or nothing sold. One fit and one forecast.
double held_back_loss(const Estimator& model, const PanelStream& training, int steps, const RunContext& context);

}  // namespace demandcast::neural
