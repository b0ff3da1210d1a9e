// What a miss counts for, decided on periods that are held back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/neural/network/network_design.h"

namespace demandcast::neural {

/// The wQL that each way of weighing had on the newest horizon; NaN where it was not tried.
struct WeightTrial {
  double plain = std::numeric_limits<double>::quiet_NaN(), scatter = std::numeric_limits<double>::quiet_NaN();
};

/// Both tried with one member and half the updates on what was known a horizon ago. NaN and NaN where
/// options.weights is not "held_back", where the head is not taught by pinball loss, and as held_back_loss.
WeightTrial try_weights(const NetworkDesign& design, const PanelStream& training, int steps, const RunContext& context);

/// The design with the better one; plain where nothing tells.
NetworkDesign with_better_weights(NetworkDesign design, const WeightTrial& trial);

}  // namespace demandcast::neural
