// What a fitted model tells of itself, for the console.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/forecast/model_insight.h"

namespace demandcast {

/// The held-out loss, the features worth most, all groups, and the curves; "" where there is nothing to tell.
std::string insight_text(const ModelInsight& insight);

}  // namespace demandcast
