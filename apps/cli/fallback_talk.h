// Fallbacks told on stderr: how many series, and why.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <ostream>
#include <string>

namespace demandcast {

/// One line a reason: `12 series fell back (too_short): fewer observations than the model needs; ...`.
void tell_fallbacks(const std::map<std::string, std::size_t>& fallbacks, std::ostream& err);

}  // namespace demandcast
