// The (r, Q) policy: whenever the inventory position falls to r, order Q; stock is watched all the time.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "demandcast/buying/count_demand.h"
#include "demandcast/buying/newsvendor.h"
#include "demandcast/buying/normal_demand.h"

namespace demandcast {

/// What (r, Q) needs beside demand over the lead time; unmet demand waits.
struct ContinuousReview {
  double demand_rate = 0;  ///< a unit of time, above zero
  double order_cost = 0;
  UnitCosts a_unit_of_time;  ///< holding, and waiting
};

struct RQPolicy {
  double reorder_point = 0, quantity = 0;
  double cost = 0;  ///< a unit of time; exact where nothing else is said
};

/// The best r and Q where demand comes unit by unit [Federgruen & Zheng 1992]: from Q = 1, takes the cheaper neighbour
/// position as long as it costs less than the average.
RQPolicy best_r_q(const CountDemand& lead_time_demand, const ContinuousReview& terms);
/// (K lambda + integral of G from r to r + Q) / Q, G the newsvendor's cost of lead-time demand.
double r_q_cost(const NormalDemand& lead_time_demand, const ContinuousReview& terms, double reorder_point,
                double quantity);
/// The loss-function approximation [Hadley & Whitin 1963; Snyder & Shen 2019, 5.2.4], with its exact cost.
RQPolicy loss_function_r_q(const NormalDemand& lead_time_demand, const ContinuousReview& terms);
/// The expected-inventory-level approximation, where a missing unit costs once, however long it waits; cost as that
/// approximation tells it [Snyder & Shen 2019, 5.2.1]. Throws ConfigError where no r is worth its stock.
RQPolicy expected_level_r_q(const NormalDemand& lead_time_demand, const ContinuousReview& terms);

}  // namespace demandcast
