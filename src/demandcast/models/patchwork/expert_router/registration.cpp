// Registers the expert router, whose rules are the user's.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/expert_router/ruled_model.h"

namespace demandcast {
namespace {

constexpr const char* kBuiltInRules = R"(default = "ets"

[[rule]]
name = "mostly zeros"
when = { intermittence = "> 0.5" }
model = "tsb"
)";

}  // namespace

void register_expert_router(ModelRegistry& registry) {
  ModelEntry entry = ruled_model("expert_router", kBuiltInRules);
  entry.summary = "a file of rules over what is known of each series sends it to one of several models";
  entry.source = "Amazon Science 2021, The history of Amazon's forecasting algorithm";
  registry.add(std::move(entry));
}

}  // namespace demandcast
