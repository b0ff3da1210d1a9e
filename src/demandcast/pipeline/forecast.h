// forecast: quantile forecasts of every series after the newest period.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "demandcast/forecast/forecast_table.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

struct ForecastResult {
  ReadReport report;
  ForecastTable table;
  std::size_t series = 0;
  std::map<std::string, std::size_t> fallbacks;  ///< reason code -> number of series
};

/// Reads the data, fits config.model on everything up to the newest period (of the panel, or of each series),
/// forecasts. Throws ConfigError with every mistake of `config`, DataError with every fault of the data, FormatError
/// for a file that cannot be read.
ForecastResult run_forecast(const RunConfig& config, const ModelRegistry& registry, const RunContext& context);

}  // namespace demandcast
