// What the rules of expert routers were worth, as text for a terminal.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/evaluation/evaluation.h"

namespace demandcast {

/// One line per rule, its value added over the default; empty without routers.
std::string rule_prices_text(const Evaluation& evaluation);

}  // namespace demandcast
