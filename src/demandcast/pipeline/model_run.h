// One model over the windows of a backtest: fit, forecast, what it cost; kept in parts so that it can be resumed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>

#include "demandcast/data/totals.h"
#include "demandcast/evaluation/evaluation.h"
#include "demandcast/forecast/forecast_table.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

struct ModelRun {
  ForecastTable forecasts;  ///< rows of every window
  ModelCost cost;
  std::vector<std::string> notes;  ///< of the forecasters of its windows, each once
  std::size_t resumed = 0;         ///< windows taken from parts
};

/// Where the parts of a backtest lie and which question they answer. Parts of another question are replaced.
struct PartStore {
  std::filesystem::path folder;  ///< empty = keep no parts
  std::string question;          ///< everything that the forecasts depend on
};

/// Adds those of `notes` that are not yet in `to`.
void add_new(const std::vector<std::string>& notes, std::vector<std::string>& to);

/// The notes with the name of their model before them.
std::vector<std::string> labelled(const std::string& model, std::vector<std::string> notes);

/// Adds what a part of the work cost: the peak is the largest.
void add_cost(ModelCost& total, const ModelCost& part);

/// Fits `composition` at every config.refit_every-th view (0: at the first only) and forecasts each view.
/// `ids` are the panel's; rows of `totals` stand behind those of the series. Throws ConfigError when spans are asked of
/// a model that has none.
ModelRun run_model(const RunConfig& config, const Composition& composition, const ModelRegistry& registry,
                   std::span<const PanelView> views, const std::vector<std::string>& ids, const Totals& totals,
                   const PartStore& parts, const RunContext& context);

}  // namespace demandcast
