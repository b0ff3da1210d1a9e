// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/whatif_money.h"

#include <cmath>

#include "demandcast/pipeline/buy.h"
#include "demandcast/pipeline/whatif_comparison.h"

namespace demandcast {

void add_revenue(const PanelView& view, const QuantileForecast& forecast, const std::string& price,
                 const std::vector<ItemEconomics>& items, WhatIfMoney& money) {
  for (std::size_t i = 0; i < forecast.series_count(); ++i) {
    const std::vector<double> planned = plans_of(view, price, i, forecast.horizon().steps);
    for (int step = 0; step < forecast.horizon().steps; ++step) {
      double paid = planned[static_cast<std::size_t>(step)];
      if (std::isnan(paid)) paid = items[i].price;
      if (std::isnan(paid)) continue;
      money.revenue += paid * forecast.mean(i, step);
      money.margin += (paid - items[i].cost) * forecast.mean(i, step);
    }
  }
}

void add_orders(const WhatIfConfig& config, const ItemCatalogue& items, const AskedModel& model, const PanelView& view,
                int steps, const RunContext& context, WhatIfMoney& money) {
  BuyConfig buy;
  buy.paths = config.paths;
  for (const OrderLine& line : order_lines(buy, items, steps, view, model, context)) {
    money.ordered += line.quantity;
    money.expected_cost += line.expected_cost;
  }
}

}  // namespace demandcast
