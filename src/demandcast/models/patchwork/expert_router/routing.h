// Which rule takes which series of a view.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/data/panel_view.h"
#include "demandcast/models/patchwork/expert_router/rules.h"

namespace demandcast {

/// [series] the first rule that takes it, rules.rules.size() where none does: the default. Facts are those of each
/// series' origin. `season` in periods, 0 = the frequency's. Throws ConfigError, in the name of the rule, for a
/// condition on something that is neither a fact nor a static of the view, or of the wrong kind. O(cells + series *
/// rules).
std::vector<std::int32_t> route(const RuleSet& rules, const PanelView& view, int season, const RunContext& context);

/// What `route` would throw.
void check_columns(const RuleSet& rules, const PanelView& view);

}  // namespace demandcast
