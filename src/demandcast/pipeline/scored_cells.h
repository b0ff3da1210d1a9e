// Which cells a backtest scored, and how many it left out.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/evaluation/scored_table.h"

namespace demandcast {

/// Cells forecast by one model, as (series, cutoff, period); the others forecast the same ones.
struct ScoredCells {
  std::size_t forecast = 0;
  std::size_t scored = 0;
  std::size_t stock_outs = 0;      ///< with a stock-out: left out, or scored as sold where sales are scored
  std::size_t without_demand = 0;  ///< left out: missing, or not in the data
  ScoreMode mode = ScoreMode::kAvailable;
};

/// Counts the rows of `table`'s first model. O(rows).
ScoredCells count_scored(const ScoredTable& table, const Panel& panel);

/// Adds the cells of other series.
void add_cells(ScoredCells& all, const ScoredCells& part);

/// "Scored 350 of 400 cells; left out: 40 with a stock-out (--score sales scores them as sold), 10 without demand."
std::string scored_text(const ScoredCells& cells);

}  // namespace demandcast
