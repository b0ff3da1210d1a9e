// Everything that one run is asked for, by any door; checked whole before work begins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/buying/read_items.h"
#include "demandcast/core/run_context.h"
#include "demandcast/data/horizon.h"
#include "demandcast/data/read_panel.h"
#include "demandcast/evaluation/scored_table.h"
#include "demandcast/forecast/model_registry.h"
#include "demandcast/forecast/rolling_origins.h"

namespace demandcast {

struct RunConfig {
  DataSource data;
  std::vector<std::string> models;  ///< compositions, or the directory of a learned model
  int horizon = 0;                  ///< periods; 0 = not given
  std::vector<double> levels;       ///< empty = not given: what a learned model has, else 0.1 to 0.9
  std::vector<Span> spans;
  std::vector<std::string> totals;  ///< groupings to forecast the sums of: "total", "category", "category*store"
  int season = 0;                   ///< 0 = the frequency's default; goes to every model that has the option
  ModelOptions model_options;       ///< --set model.option=value
  CutoffMode cutoff = CutoffMode::kCalendar;
  int windows = 1;
  int step = 0;         ///< periods between origins; 0 = the horizon
  int refit_every = 1;  ///< windows between fits; 0 = fit once, at the first origin
  ScoreMode score = ScoreMode::kAvailable;
  std::vector<std::string> segments;  ///< statics to break metrics down by
  int min_history = 0;                ///< cells up to an origin that a series needs to be scored there; 0 = any
  std::size_t memory = 0;             ///< bytes that work on a store may take; 0 = what there is
  ItemSource items;          ///< of a backtest or evaluation that also judges in money; no table and no defaults: none
  std::string output;        ///< file or folder, "-" = stdout, empty = the verb's default
  bool append = false;       ///< pack adds to the store that is there
  bool resume = true;        ///< a backtest or fit takes up what an earlier one of the same question left
  std::string command_line;  ///< for the report

  Horizon horizon_of() const { return {horizon, levels.empty() ? Horizon::default_levels() : levels, spans}; }
};

/// What a verb needs of a configuration.
enum class Needs { kData, kOneModel, kModels };

/// Throws ConfigError that lists every mistake: no horizon, unknown models, wrong options, levels out of range.
void validate(const RunConfig& config, Needs needs, const ModelRegistry& registry);

/// The options of each part with --season laid under them.
ModelOptions options_with_season(const RunConfig& config, const ModelRegistry& registry);

/// The composition of `text`, wrapped in "paths" where spans or totals are asked of a model that cannot give them.
Composition able_composition(const RunConfig& config, std::string_view text, const ModelRegistry& registry);

/// Distinct compositions of a configuration, in order, made able. Throws ConfigError when two carry one label.
std::vector<Composition> compositions_of(const RunConfig& config, const ModelRegistry& registry);

}  // namespace demandcast
