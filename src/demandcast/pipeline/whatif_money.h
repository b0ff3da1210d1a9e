// What a scenario is worth, and what would be ordered for it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/buying/read_items.h"
#include "demandcast/forecast/quantile_forecast.h"
#include "demandcast/pipeline/path_model.h"
#include "demandcast/pipeline/whatif.h"

namespace demandcast {

/// Adds revenue and margin of expected demand at the planned prices, or an item's own where none is planned.
void add_revenue(const PanelView& view, const QuantileForecast& forecast, const std::string& price,
                 const std::vector<ItemEconomics>& items, WhatIfMoney& money);

/// Adds the orders of all series as `buy` decides them.
void add_orders(const WhatIfConfig& config, const ItemCatalogue& items, const AskedModel& model, const PanelView& view,
                int steps, const RunContext& context, WhatIfMoney& money);

}  // namespace demandcast
