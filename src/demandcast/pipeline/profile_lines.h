// A panel's profile as lines of text: for terminals, JSON and reports alike.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "demandcast/pipeline/check.h"

namespace demandcast {

/// Name and value, in reading order; empty when the data could not be read.
std::vector<std::pair<std::string, std::string>> profile_lines(const CheckResult& check);

}  // namespace demandcast
