// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/held_back_loss.h"

#include <limits>

#include "demandcast/core/error.h"
#include "demandcast/forecast/recent_loss.h"
#include "demandcast/models/calibrated/past/earlier_stream.h"

namespace demandcast::neural {

double held_back_loss(const Estimator& model, const PanelStream& training, int steps, const RunContext& context) {
  std::unique_ptr<Forecaster> fitted;
  try {
    fitted = model.fit(EarlierStream(training, steps), Horizon::of(steps), context);
  } catch (const DataError&) {  // too short a history to hold anything back
    return std::numeric_limits<double>::quiet_NaN();
  }
  return recent_loss(*fitted, training, steps, context);
}

}  // namespace demandcast::neural
