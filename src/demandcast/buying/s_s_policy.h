// The (s, S) policy: when the inventory position is at most s, order up to S.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "demandcast/buying/count_demand.h"
#include "demandcast/buying/newsvendor.h"

namespace demandcast {

struct SSPolicy {
  std::int64_t reorder_point = 0;  ///< s
  std::int64_t order_up_to = 0;    ///< S
  double cost = 0;                 ///< a period, on average for ever
};

/// Expected cost of the period that an order serves, when the position was raised to a level.
using PositionCost = std::function<double(std::int64_t)>;

/// The best (s, S) for counted demand that waits where it is not met, reviewed every period: the exact search of
/// Zheng & Federgruen 1991 (Operations Research 39). `period` is the demand of one period with P(D = 0) < 1,
/// `position_cost` convex-like with a minimum, `order_cost` of at least 0. Throws ConfigError for no demand at all.
SSPolicy best_s_s(const CountDemand& period, double order_cost, const PositionCost& position_cost);
/// The same where the position cost is the newsvendor's over lead time and review period.
SSPolicy best_s_s(const CountDemand& period, int lead_time, double order_cost, const UnitCosts& a_period);
/// Average cost of any (s, S) with s < S. O((S - s)^2).
double s_s_cost(const CountDemand& period, double order_cost, const PositionCost& position_cost,
                std::int64_t reorder_point, std::int64_t order_up_to);

}  // namespace demandcast
