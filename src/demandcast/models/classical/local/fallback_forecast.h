// The forecast of a series that its model cannot do.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/classical/local/local_model.h"

namespace demandcast {

/// Fills `out`, which is sized. Without observations, or where all are zero: zero. Else the last season repeated (the
/// last value where the history is within one season), with the quantiles of its own past errors laid upon it, widened
/// by the root of the seasons ahead. A history of one value has no errors: its quantiles are that value.
void fallback_forecast(const LocalSeries& series, const Horizon& horizon, LocalForecast& out);

}  // namespace demandcast
