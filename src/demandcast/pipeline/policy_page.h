// The page of a policy that was trained, from what training says.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/pipeline/train_policy.h"
#include "demandcast/report/policy_report.h"

namespace demandcast {

/// `result` of a training that looked inside.
PolicyReport policy_report(const TrainPolicyResult& result, const std::string& command_line);

}  // namespace demandcast
