// All orders together.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/pipeline/buy.h"

namespace demandcast {

struct BuySums {
  std::size_t ordered = 0;  ///< series of which something is ordered
  double units = 0, money = 0, expected_cost = 0, expected_lost_sales = 0;
  double shadow_units = 0, shadow_cost = 0;
};

BuySums sums_of(const BuyResult& result);

}  // namespace demandcast
