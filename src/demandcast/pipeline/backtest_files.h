// What a backtest leaves in its folder.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/pipeline/backtest.h"

namespace demandcast {

/// Writes report.html, leaderboard.csv, metrics.csv, totals.csv and rules.csv where there are some, forecasts.parquet
/// and backtest.json to config.output; returns their paths.
std::vector<std::string> write_backtest(const RunConfig& config, const BacktestResult& result,
                                        const ForecastTable& forecasts);
/// The same where forecasts.parquet was written before. Neither writes pairs.parquet.
std::vector<std::string> write_judgement(const RunConfig& config, const BacktestResult& result);

/// Where forecasts.parquet lies, and its columns; where pairs.parquet lies.
std::string forecasts_place(const RunConfig& config);
std::string pairs_place(const RunConfig& config);
ForecastLayout forecasts_layout(const RunConfig& config);

/// One row per model: the leaderboard as a table.
Table leaderboard_table(const Evaluation& evaluation);
/// One row per rule and other model: what the rule was worth beside it.
Table rules_table(const Evaluation& evaluation);
/// One row per model, dimension and group.
Table metrics_table(const Evaluation& evaluation);

}  // namespace demandcast
