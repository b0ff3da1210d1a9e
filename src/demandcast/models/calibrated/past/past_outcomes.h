// What came true, set against what was forecast at past origins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "demandcast/models/calibrated/past/outcome_record.h"
#include "demandcast/models/calibrated/past/past_forecasts.h"

namespace demandcast {

/// What is made of the forecast of one past origin before outcomes are set against it.
using Reshape = std::function<void(PastForecast&)>;

/// Positions of the outcomes in the forecast quantiles, reshaped where `reshape` is given; of censored cells drawn from
/// what the forecast leaves above their bound (outcome_position.h). Missing cells and forecasts that fell back give
/// none. `seed` splits ties and draws. O(windows) forecasts of every series.
OutcomeRecord past_outcomes(const PastForecasts& past, const Reshape& reshape, std::uint64_t seed);

}  // namespace demandcast
