// Every model that comes with the library. The one list is builtin_models.def.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/model_registry.h"

namespace demandcast {

/// A registry with all built-in models.
ModelRegistry builtin_models();

}  // namespace demandcast
