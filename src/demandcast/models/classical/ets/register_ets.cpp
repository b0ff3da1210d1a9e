// Makes exponential smoothing known by name.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_model.h"
#include "demandcast/models/classical/local/registration.h"

namespace demandcast {

void register_ets(ModelRegistry& registry) {
  register_local_model<EtsModel, EtsOptions>(
      registry, "ets", "Exponential smoothing; error, trend and season are chosen by AICc",
      "Hyndman, Koehler, Ord & Snyder 2008, Forecasting with Exponential Smoothing, Springer");
}

}  // namespace demandcast
