// A leaderboard as text for a terminal.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/evaluation/evaluation.h"

namespace demandcast {

/// One line a model, best first: wQL, its difference from the reference with interval and verdict, other metrics,
/// seconds, memory.
std::string leaderboard_text(const Evaluation& evaluation);

}  // namespace demandcast
