// evaluate: anybody's quantile forecasts against the data.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/forecast/model_registry.h"
#include "demandcast/pipeline/evaluated.h"
#include "demandcast/pipeline/judge.h"
#include "demandcast/pipeline/load_data.h"

namespace demandcast {

/// Reads `forecasts` (any dialect of forecast_table.h) and the data, and judges every model found, with seasonal_naive
/// on the same keys beside them where it is not among them. Rows of the totals that `config` names are judged against
/// the sums of the data, apart: groups of the dimension "grouping". A store is gone through part by part
/// (evaluate_store.h) unless there are totals. Throws DataError when no row of the forecasts has a truth in the data.
Evaluated run_evaluate(const RunConfig& config, const std::string& forecasts, const RunContext& context);

/// Puts seasonal_naive on the same keys behind `forecasts`, unless it is there.
void add_reference(const RunConfig& config, const ModelRegistry& registry, const Panel& panel, ForecastTable& forecasts,
                   const RunContext& context);

/// Throws DataError: none of the rows has a truth.
[[noreturn]] void refuse_strangers(std::size_t rows, const std::string& forecasts, const std::string& data);

}  // namespace demandcast
