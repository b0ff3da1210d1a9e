// shocks: twin catalogues with and without shocks, forecast from the weeks after them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/shock_twins.h"
#include "demandcast/evaluation/shock_effects.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

struct ShocksConfig {
  RunConfig run;  ///< models, options, levels, output; a horizon of 0 is 4 weeks
  ShockTwinOptions twins;
  std::vector<ShockKind> kinds = {ShockKind::kSpike, ShockKind::kShift};
};

struct ShocksPlan {
  std::vector<std::string> models, kinds;
  int series = 0, horizon = 0;
  int last_weeks = 0;        ///< since the shock, of the last moment that effects are told of
  std::vector<int> origins;  ///< weeks since the shock; the last serves the echo
  std::size_t fits = 0;      ///< of one model to one catalogue
  std::string output;
};

struct ShocksResult {
  ShocksPlan plan;
  std::size_t shocked = 0;           ///< series
  std::vector<ShockEffect> effects;  ///< [kind, model]
  std::vector<std::string> files;
};

/// What run_shocks would do. Throws ConfigError with every mistake.
ShocksPlan plan_shocks(const ShocksConfig& config, const ModelRegistry& registry);

/// Generates the twins, fits every model (seasonal_naive too) anew at each origin of every catalogue, and compares.
/// With an output folder: shocks.html, shocks.csv, twins.parquet. The same at any number of threads.
ShocksResult run_shocks(const ShocksConfig& config, const ModelRegistry& registry, const RunContext& context);

/// "spike" -> kSpike, "announced-shift" -> kAnnouncedShift. Throws ConfigError with the nearest word.
ShockKind parse_shock_kind(const std::string& word);

std::string to_json(const ShocksPlan& plan);      ///< demandcast.shocks_plan/1
std::string to_json(const ShocksResult& result);  ///< demandcast.shocks/1

}  // namespace demandcast
