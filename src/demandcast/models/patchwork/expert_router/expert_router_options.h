// Options of the model that sends series to other models by rules.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/core/options.h"

namespace demandcast {

struct ExpertRouterOptions {
  std::string rules = "built_in";
  std::int64_t season = 0;
};

template <class Visitor>
void describe(Visitor& visitor, ExpertRouterOptions& options) {
  visitor.field("rules", options.rules,
                "TOML file of rules that name models; built_in = what demandcast route --show prints");
  visitor.field("season", options.season, "periods of a season, for the facts that rules ask of; 0 = the frequency's",
                at_least(0));
}

}  // namespace demandcast
