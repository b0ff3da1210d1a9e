// evaluate: anybody's quantile forecasts against the data.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/pipeline/judge.h"
#include "demandcast/pipeline/load_data.h"

namespace demandcast {

/// Reads `forecasts` (any dialect of forecast_table.h) and the data, and judges every model found,
/// with seasonal_naive on the same keys beside them where it is not among them. Throws DataError
/// when no row of the forecasts has a truth in the data.
Judgement run_evaluate(const RunConfig& config, const std::string& forecasts, const RunContext& context);

}  // namespace demandcast
