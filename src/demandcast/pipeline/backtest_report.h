// A backtest's result as the values that its report shows.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/pipeline/backtest.h"
#include "demandcast/pipeline/series_choice.h"
#include "demandcast/report/report_data.h"

namespace demandcast {

/// The models that pages show, numbers into `models`: the best one, and the reference where it is another.
std::vector<std::size_t> models_shown(const std::vector<std::string>& models, const Evaluation& evaluation);

/// History, truth and forecasts of one series of `table`, which `panel` has.
SeriesPage page_of(const ForecastTable& table, const Panel& panel, const ChosenSeries& chosen,
                   const std::vector<std::size_t>& models);

/// The pages of the series to look at; none without a model that was scored.
std::vector<SeriesPage> pages_of(const ScoredTable& scored, const Panel& panel, const Evaluation& evaluation);

/// What the models are made of and which options they were given.
void describe_models(const RunConfig& config, const ModelRegistry& registry,
                     const std::vector<Composition>& compositions, BacktestResult& result);

BacktestReport report_of(const RunConfig& config, const BacktestResult& result);

}  // namespace demandcast
