// How many forecasts are fallbacks, of which model, and why.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "demandcast/forecast/forecast_table.h"

namespace demandcast {

/// Reason code -> number of (series, cutoff) pairs, by model. What did not fall back is not in it.
using FallbackCounts = std::map<std::string, std::map<std::string, std::size_t>>;

/// A pair counts once, however many steps and spans it has. O(rows).
FallbackCounts count_fallbacks(const ForecastTable& table);

}  // namespace demandcast
