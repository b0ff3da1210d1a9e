// backtest: models against what came true, over several origins; resumable.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "demandcast/evaluation/evaluation.h"
#include "demandcast/pipeline/fallback_counts.h"
#include "demandcast/pipeline/load_data.h"
#include "demandcast/pipeline/run_config.h"
#include "demandcast/pipeline/scored_cells.h"
#include "demandcast/report/report_data.h"

namespace demandcast {

struct BacktestResult {
  ReadReport report;                          ///< of the data
  DataDescription about;                      ///< what was forecast
  std::vector<std::string> cutoffs;           ///< dates, one per window, oldest first
  std::vector<SeriesPage> pages;              ///< series to look at; empty without config.output
  std::map<std::string, std::string> models;  ///< composition of each label
  ModelOptions options;                       ///< that were given, --season among them
  Evaluation evaluation;
  Evaluation totals;                  ///< of the totals asked for, by "grouping"; empty when none was
  ScoredCells cells;                  ///< how many were scored, how many left out
  FallbackCounts fallbacks;           ///< of every model; empty when none fell back
  std::size_t resumed_parts = 0;      ///< (model, window) pairs taken from an earlier run of the same question
  std::vector<std::string> left_out;  ///< what models left out, and why (Forecaster::notes), with their names
  std::vector<std::string> notes;     ///< what a reader must know: plans taken as known, series left out, ...
  std::string cost_note;              ///< what a reader of costs must know; empty where nothing
  std::vector<std::string> files;     ///< what was written, in the order of interest
};

/// Runs every model (seasonal_naive always among them) over the windows, judges them and writes to config.output:
/// report.html, leaderboard.csv, metrics.csv, rules.csv where expert routers are among the
/// models, pairs.parquet (pair_table.h), forecasts.parquet, backtest.json, and parts/ (one forecast file per model
/// and window, from which an interrupted run resumes to the same result). A store is gone through part by part where
/// every model learns each series apart and no totals are asked for (backtest_store.h): the same numbers, rows of
/// forecasts.parquet in the order of the store. Throws ConfigError when config.memory does not suffice.
BacktestResult run_backtest(const RunConfig& config, const ModelRegistry& registry, const RunContext& context);

}  // namespace demandcast
