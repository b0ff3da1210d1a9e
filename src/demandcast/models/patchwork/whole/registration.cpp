// Registers the patchwork: textbook models and add-ons, put together by rules of its own.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/expert_router/ruled_model.h"
#include "demandcast/models/patchwork/whole/patchwork_rules.h"

namespace demandcast {

void register_patchwork(ModelRegistry& registry) {
  ModelEntry entry = ruled_model("patchwork", kPatchworkRules, {{"price_elasticity", {{"optional", "true"}}}});
  entry.summary =
      "textbook models with seasons, prices, launches and calibration around them, by rules; what the data have "
      "nothing "
      "for stands aside";
  entry.source = "Amazon Science 2021, The history of Amazon's forecasting algorithm";
  registry.add(std::move(entry));
}

}  // namespace demandcast
