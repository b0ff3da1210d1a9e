// The rules that the patchwork comes with.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace demandcast {

/// As a file of rules has them (expert_router/rules.h). They ask for facts of every series, no column of the data.
inline constexpr const char* kPatchworkRules =
    R"(# Rules of the patchwork: textbook models with add-ons around them, by kind of series. Copy and change them:
#   demandcast route --show patchwork -o rules.toml
#   demandcast forecast DATA -m patchwork --set patchwork.rules=rules.toml ...
# Add-ons whose columns the data lack (prices, a year of history, launches) stand aside.

default = "ets+price_elasticity+seasonal_profile+calibrated"

[[rule]]
name = "launches"
when = { years = "< 0.5" }
model = "tsb+calibrated+launch_analogues"

[[rule]]
name = "intermittent"
when = { pattern = ["intermittent", "lumpy", "no sales"] }
model = "tsb+seasonal_profile+calibrated"

[[rule]]
name = "erratic"
when = { pattern = "erratic" }
model = "theta+price_elasticity+seasonal_profile+calibrated"
)";

}  // namespace demandcast
