// What every model that is made of rules shares: how it is registered, made of the models that its rules name, loaded.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/forecast/model_registry.h"

namespace demandcast {

/// The entry of a model with options `rules` and `season` (expert_router_options.h). `built_in` are the rules that
/// serve where no file is named; `defaults` the options of models within.
ModelEntry ruled_model(std::string name, std::string built_in, ModelOptions defaults = {});

}  // namespace demandcast
