// The rules by which orders can be made from sample paths, by name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/buying/order_cost.h"

namespace demandcast {

enum class OrderRule {
  kNewsvendor,  ///< "newsvendor": the order of least expected cost (OrderCost)
  kBaseStock,   ///< "base_stock": up to the critical quantile of demand over lead time and review period
  kSS,          ///< "s_s": where an order costs something, few and larger ones: up to S when the position is at most s
  kCover,       ///< "cover": up to mean demand over lead time, review period and one period more; knows no costs
};

const std::vector<std::string>& order_rule_names();
std::string order_rule_name(OrderRule rule);
/// Throws ConfigError with the nearest name.
OrderRule parse_order_rule(const std::string& name);

/// What a rule orders of one product now.
double order_by_rule(OrderRule rule, const ItemEconomics& item, const StockSituation& now, const DemandPaths& paths,
                     bool counted);

}  // namespace demandcast
