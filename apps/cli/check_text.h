// The result of a check as text for a terminal.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/pipeline/check.h"

namespace demandcast {

/// The profile first, then faults, then warnings, each with its places and remedy.
std::string check_text(const CheckResult& result);

}  // namespace demandcast
