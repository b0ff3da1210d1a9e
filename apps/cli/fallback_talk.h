// Fallbacks told on stderr: how many series, and why.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "demandcast/pipeline/backtest.h"
#include "demandcast/pipeline/forecast.h"

namespace demandcast {

/// One line a reason: `12 series fell back (too_short): fewer observations than the model needs`.
void tell_fallbacks(const ForecastResult& result, std::ostream& err);

/// One line a model: `ets: 12 of 400 forecasts are fallbacks (10 too_short, 2 all_zero)`; a forecast is of a series at
/// a cutoff.
void tell_fallbacks(const BacktestResult& result, std::ostream& err);

}  // namespace demandcast
