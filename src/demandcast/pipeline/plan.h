// What a run would do, before it does it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/pipeline/load_data.h"

namespace demandcast {

struct RunPlan {
  std::string data;
  std::size_t rows = 0, series = 0, cells = 0;
  std::string frequency, first, last;  ///< dates of the panel's first and last period
  std::vector<std::string> models;
  int horizon = 0;
  std::vector<std::string> cutoffs;  ///< of the backtest's windows; empty for one forecast after the newest period
  std::size_t forecast_rows = 0;     ///< of all models and windows
  double memory_mb = 0;              ///< an estimate: panel and forecasts
  std::string output;
};

/// Reads the data and checks the whole configuration for a verb that needs `needs`; learns nothing, writes nothing. A
/// learned model gives the horizon where none is given.
RunPlan make_plan(const RunConfig& config, Needs needs, const ModelRegistry& registry, const RunContext& context);

std::string plan_text(const RunPlan& plan);

}  // namespace demandcast
