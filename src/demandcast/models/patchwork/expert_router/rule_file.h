// The rules that the options of an expert router name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/patchwork/expert_router/rules.h"

namespace demandcast {

/// The name under which the model is registered.
inline constexpr const char* kExpertRouter = "expert_router";

/// Reads the file that the options name, or the built-in rules. Throws what parse_rules throws, FormatError for a file
/// that cannot be read, ConfigError for wrong options and for a model that `registry` does not have.
RuleSet rules_of(const OptionValues& values, const ModelRegistry& registry);

}  // namespace demandcast
