// forecast: quantile forecasts of every series after the newest period.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "demandcast/data/totals.h"
#include "demandcast/forecast/forecast_table.h"
#include "demandcast/pipeline/fit.h"

namespace demandcast {

struct ForecastResult {
  Panel panel;  ///< what was forecast from
  ReadReport report;
  std::string model;  ///< the composition's label
  int horizon = 0;    ///< periods
  ForecastTable table;
  std::map<std::string, std::size_t> fallbacks;  ///< reason code -> number of series
};

/// Reads the data, learns or loads the model, forecasts. A learned model gives horizon and levels where the
/// configuration names none. Throws ConfigError when spans are asked of a model that has none.
ForecastResult run_forecast(const RunConfig& config, const ModelRegistry& registry, const RunContext& context);

/// Throws ConfigError when there are totals and `forecaster` draws no sample paths.
void require_paths(const Forecaster& forecaster, const Totals& totals, const std::string& model);

/// Throws ConfigError when `horizon` has spans and `forecaster` cannot forecast them.
void require_spans(const Forecaster& forecaster, const Horizon& horizon, const std::string& model);

}  // namespace demandcast
