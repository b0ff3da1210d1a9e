// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/order_rules.h"

#include <cmath>

#include "demandcast/buying/path_s_s.h"
#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"

namespace demandcast {
namespace {

double cover_order(const ItemEconomics& item, const StockSituation& now, const DemandPaths& paths) {
  const double periods = item.lead_time.mean() + item.cover();
  const double level = protected_demand(item, paths).mean() * (periods + 1) / periods;
  return item.orderable(std::round(level - now.position()));
}

}  // namespace

const std::vector<std::string>& order_rule_names() {
  static const std::vector<std::string> names{"newsvendor", "base_stock", "s_s", "cover"};
  return names;
}

std::string order_rule_name(OrderRule rule) { return order_rule_names()[static_cast<std::size_t>(rule)]; }

OrderRule parse_order_rule(const std::string& name) {
  const auto& names = order_rule_names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<OrderRule>(i);
  }
  throw ConfigError(unknown_name_message("policy", name, names));
}

double order_by_rule(OrderRule rule, const ItemEconomics& item, const StockSituation& now, const DemandPaths& paths,
                     bool counted) {
  if (rule == OrderRule::kNewsvendor) return OrderCost(item, now, paths, counted).best();
  if (rule == OrderRule::kBaseStock) return base_stock_order(item, now, paths);
  return rule == OrderRule::kSS ? s_s_order(item, now, paths) : cover_order(item, now, paths);
}

}  // namespace demandcast
