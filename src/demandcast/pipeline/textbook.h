// textbook: a policy trained on instances whose optimum is known, and judged by it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/policy/policy_training.h"
#include "demandcast/policy/textbook_cells.h"

namespace demandcast {

struct TextbookConfig {
  std::vector<std::string> scenarios{"lost_sales"};
  std::vector<double> lead_times, shortage_costs;  ///< of the cells wanted; empty: all
  TrainingPlan training{.forget = 1};              ///< there is no end of demand to learn from
  int episodes = 2560;                             ///< that judge, of 2000 periods each after 100 that do not count
  std::string output;                              ///< folder; empty: none
};

/// Costs are a period, on demand that training has not seen, orders in what can be ordered.
struct TextbookRow {
  TextbookCell cell;
  EpisodeCost learned;
  double start = 0;                              ///< of the base stock that training started from
  double base_stock = 0, level = 0;              ///< the best one; serial: of echelons, with no one level (NaN)
  double capped = 0, capped_level = 0, cap = 0;  ///< the best capped one, where sales are lost; else NaN
  int steps = 0;
  double seconds = 0;  ///< of processor time, of training
  std::vector<TrainingLook> looks;

  double above_optimum() const { return learned.mean / cell.optimum - 1; }
  /// Over the best base stock on the same demand: where that is the best policy, without the luck of the demand.
  double above_base_stock() const { return learned.mean / base_stock - 1; }
};

struct TextbookResult {
  std::vector<TextbookRow> rows;
  std::vector<std::string> files;
};

/// Cells that a configuration asks for. Throws ConfigError for unknown scenarios, or when there is none.
std::vector<TextbookCell> cells_of(const TextbookConfig& config);

/// Trains and judges each cell, all of them with the same plan. The same at any number of threads but for the seconds.
/// With an output folder writes textbook.csv and training.csv.
TextbookResult run_textbook(const TextbookConfig& config, const RunContext& context);

std::string to_json(const TextbookResult& result);  ///< demandcast.textbook/1

}  // namespace demandcast
