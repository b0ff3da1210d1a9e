// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/plan_talk.h"

#include "demandcast/pipeline/result_json.h"

namespace demandcast {

void tell_plan(const RunPlan& plan, const Flags& flags, Door& door) {
  door.out << (flags.json ? to_json(plan) + "\n" : plan_text(plan));
}

}  // namespace demandcast
