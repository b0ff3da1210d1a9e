// Instances of the literature whose optimum is known, to train a policy on and judge it by.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/policy/demand_scenario.h"
#include "demandcast/policy/serial_block.h"

namespace demandcast {

/// One product, or one row of stages: a lead time, holding of 1 and a shortage cost, a period each, where demand is
/// met.
struct TextbookCell {
  std::string scenario;
  int lead_time = 1;
  double shortage_cost = 4;
  double optimum = 0;  ///< cost a period of the best policy that there is

  ItemEconomics item() const;
  /// Where training starts: a level, and the network's unit, the deviation of demand over lead time and review.
  DemandScenario::Stock start() const;
  DemandScenario::Fill demand() const;
  double best_level() const;  ///< of the base stock that is the optimum, in "backlog"
  /// Of the scenario "serial", which has none of the above.
  SerialScenario serial() const;
};

/// "lost_sales": Poisson demand of 5, unmet demand is lost, lead times 1 to 4, shortage 4, 9, 19, 39 [Zipkin 2008, "Old
/// and new methods for lost-sales inventory systems", Operations Research 56; value iteration]. Starts from the base
/// stock that would be best if demand waited.
/// "backlog": demand normal, mean 5, deviation 1.6; unmet demand waits; lead times 1, 4, 7, 10, 15, 20; the optimum is
/// a base stock, in closed form. Starts from mean demand over lead time and review, so that the safety stock is learnt.
/// "serial": four stages, holding 1, 0.5, 0.2 and 0.1, lead times 1 to 4 (the cell's), 3, 4 and 2; demand normal, mean
/// 5, deviation 2, what would be below zero counted as zero; unmet demand waits [Alvo, Russo & Kanoria 2023, arXiv
/// 2306.11246]. The optimum is Clark & Scarf's. Starts from echelons without safety stock.
const std::vector<std::string>& textbook_scenarios();
/// Throws ConfigError with the nearest name.
std::vector<TextbookCell> textbook_cells(const std::string& scenario);

}  // namespace demandcast
