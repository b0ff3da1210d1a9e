// The rules that the options of a model made of rules name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/model_registry.h"
#include "demandcast/models/patchwork/expert_router/rules.h"

namespace demandcast {

/// Whether a model sends series to others by rules: the expert router, and what comes with rules of its own.
bool has_rules(const ModelEntry& entry);

/// Reads the file that the options of such a model name, or its built-in rules. Throws what parse_rules throws,
/// FormatError for a file that cannot be read, ConfigError for wrong options and for a model that `registry` does not
/// have.
RuleSet rules_of(const ModelEntry& entry, const OptionValues& values, const ModelRegistry& registry);

}  // namespace demandcast
