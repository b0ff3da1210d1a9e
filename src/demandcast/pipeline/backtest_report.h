// A backtest's result as the values that its report shows.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/pipeline/backtest.h"
#include "demandcast/report/report_data.h"

namespace demandcast {

BacktestReport report_of(const RunConfig& config, const BacktestResult& result);

}  // namespace demandcast
