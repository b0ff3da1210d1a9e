// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/builtin_models.h"

namespace demandcast {

#define MODEL(name) void register_##name(ModelRegistry& registry);
#include "demandcast/models/builtin_models.def"
#undef MODEL

ModelRegistry builtin_models() {
  ModelRegistry registry;
#define MODEL(name) register_##name(registry);
#include "demandcast/models/builtin_models.def"
#undef MODEL
  return registry;
}

}  // namespace demandcast
