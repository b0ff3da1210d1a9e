// forecast: quantile forecasts of every series after the newest period.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>

#include "demandcast/data/totals.h"
#include "demandcast/forecast/forecast_table.h"
#include "demandcast/pipeline/fit.h"
#include "demandcast/pipeline/routers.h"

namespace demandcast {

struct ForecastResult {
  ReadReport report;
  std::string model;    ///< the composition's label
  Frequency frequency;  ///< of the data
  int horizon = 0;      ///< periods
  std::size_t series = 0, rows = 0;
  std::map<std::string, std::size_t> fallbacks;  ///< reason code -> number of series
  std::vector<std::string> notes;                ///< what the model left out, and why (Forecaster::notes)
  std::vector<RuleCount> rules;                  ///< of an expert router, the default last; empty of other models
};

/// Takes forecasts as they come: of all series of a file at once, of a store shard after shard.
using ForecastSink = std::function<void(ForecastTable)>;

/// Reads the data, learns or loads the model, forecasts. A learned model gives horizon and levels where the
/// configuration names none. Of a store, one shard is in memory at a time: local models learn shard by shard, others
/// pass over all shards first and keep what they learn. For totals the whole store is read. Throws ConfigError when
/// spans are asked of a model that has none, or when config.memory does not suffice.
ForecastResult run_forecast(const RunConfig& config, const ModelRegistry& registry, const RunContext& context,
                            const ForecastSink& sink);

/// Throws ConfigError when there are totals and `forecaster` draws no sample paths.
void require_paths(const Forecaster& forecaster, const Totals& totals, const std::string& model);

/// Throws ConfigError when `horizon` has spans and `forecaster` cannot forecast them.
void require_spans(const Forecaster& forecaster, const Horizon& horizon, const std::string& model);

}  // namespace demandcast
