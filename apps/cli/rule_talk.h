// Which rules of an expert router served the series, on stderr.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "demandcast/pipeline/backtest.h"
#include "demandcast/pipeline/forecast.h"

namespace demandcast {

/// How many series each rule took, and a warning for each that took none; nothing for other models.
void tell_rules(const ForecastResult& result, std::ostream& err);
/// The same warning, for rules that took none at any cutoff.
void tell_rules(const BacktestResult& result, std::ostream& err);

}  // namespace demandcast
