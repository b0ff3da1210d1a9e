// The stock that balances what is left over against what is missing.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/buying/demand.h"

namespace demandcast {

/// What a unit too many (surplus) and a unit too few (shortage) cost, both above zero.
struct UnitCosts {
  double surplus = 0;
  double shortage = 0;
  double critical_ratio() const { return shortage / (shortage + surplus); }
};

struct NewsvendorStock {
  double stock = 0;          ///< to have for the demand in question
  double expected_cost = 0;  ///< of surplus and shortage
};

/// E[surplus (x - D)+ + shortage (D - x)+] of a stock x.
template <Demand D>
double newsvendor_cost(const D& demand, double stock, const UnitCosts& costs) {
  const double missing = demand.excess(stock);
  return costs.surplus * (stock - demand.mean() + missing) + costs.shortage * missing;
}

/// The newsvendor's stock: the critical quantile [Arrow, Harris & Marschak 1951]. With demand over lead time and review
/// period and both costs a period it is the best base stock of unmet demand that waits [Snyder & Shen 2019, 4.3].
template <Demand D>
NewsvendorStock newsvendor(const D& demand, const UnitCosts& costs) {
  const double stock = demand.quantile(costs.critical_ratio());
  return {stock, newsvendor_cost(demand, stock, costs)};
}

}  // namespace demandcast
