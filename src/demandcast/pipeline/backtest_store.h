// A backtest of a store that is larger than memory: part in, part out.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/pipeline/backtest.h"

namespace demandcast {

/// Whether run_backtest goes through the data part by part: a store, no totals (sums over series need all of them), and
/// models that learn nothing across series.
bool goes_by_parts(const RunConfig& config, const ModelRegistry& registry);

/// run_backtest of such a store. One shard and the forecasts of a part of it (a few thousand series, whatever the
/// number of models) are in memory, and besides what StreamedEvaluation keeps of every series and cutoff. What is
/// complete of a part is kept in parts/part-N; a run that goes on from there gives the same files.
BacktestResult backtest_store(const RunConfig& config, const ModelRegistry& registry, const RunContext& context);

/// Throws ConfigError where a backtest that holds a whole store with all forecasts needs more than config.memory.
void check_whole_store(const RunConfig& config, const ModelRegistry& registry);

}  // namespace demandcast
