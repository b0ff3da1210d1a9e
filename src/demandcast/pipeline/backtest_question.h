// Which models a backtest runs, and everything that its forecasts depend on.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/panel_view.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

/// The compositions asked for, with the reference before them where it is missing, and behind them the defaults of
/// expert routers (routers.h).
std::vector<Composition> models_of_backtest(const RunConfig& config, const ModelRegistry& registry);

/// Everything that the forecasts of a composition depend on, as text.
std::string question_of(const RunConfig& config, const Composition& composition, const ModelRegistry& registry,
                        const std::vector<PanelView>& views, const RunContext& context);

/// What a reader of the result must know.
std::vector<std::string> notes_of(const RunConfig& config);

}  // namespace demandcast
