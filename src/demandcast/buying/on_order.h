// What is on its way, as people write it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/frequency.h"

namespace demandcast {

/// "2024-05-06:40; 2024-05-13:12" or "1:40; 3:12" (periods after the origin, from 1) as [step] quantities: step 0 is
/// there before the demand of the period after the origin. A date is taken for the period that holds it; what should
/// have come by the origin comes next. Throws DataError for what is neither, and for arrivals more than 1000 periods
/// ahead.
std::vector<double> parse_on_order(const std::string& text, const Frequency& frequency, Period origin);

}  // namespace demandcast
