// What --dry-run says, as text or JSON.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apps/cli/flags.h"
#include "demandcast/pipeline/plan.h"

namespace demandcast {

void tell_plan(const RunPlan& plan, const Flags& flags, Door& door);

}  // namespace demandcast
