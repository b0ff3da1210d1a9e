// Everything that one run is asked for, by any door; checked whole before work begins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/data/horizon.h"
#include "demandcast/data/read_panel.h"
#include "demandcast/forecast/model_registry.h"
#include "demandcast/forecast/rolling_origins.h"

namespace demandcast {

struct RunConfig {
  DataSource data;
  std::string model;  ///< a composition: "croston", "ets+distribution_engine"
  int horizon = 0;    ///< periods; 0 = not given
  std::vector<double> levels = Horizon::default_levels();
  int season = 0;              ///< 0 = the frequency's default; goes to every model that has the option
  ModelOptions model_options;  ///< --set model.option=value
  CutoffMode cutoff = CutoffMode::kCalendar;

  Horizon horizon_of() const { return {horizon, levels, {}}; }
};

/// Throws ConfigError that lists every mistake: no data, no horizon, an unknown model, wrong options, levels out of
/// range.
void validate(const RunConfig& config, const ModelRegistry& registry);

/// The options of each model with the season of `config` laid under them.
ModelOptions options_with_season(const RunConfig& config, const ModelRegistry& registry);

}  // namespace demandcast
