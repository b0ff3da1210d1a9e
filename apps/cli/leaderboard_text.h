// A leaderboard as text for a terminal.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/evaluation/evaluation.h"

namespace demandcast {

/// One line a model, best first: wQL, its difference from the reference with interval and verdict, other metrics,
/// seconds, memory.
std::string leaderboard_text(const Evaluation& evaluation);

/// "+12.3 % (+10.2 to +14.0) clearly better", or that it is not told apart from noise.
std::string value_added_text(const ModelDifference& difference);

}  // namespace demandcast
