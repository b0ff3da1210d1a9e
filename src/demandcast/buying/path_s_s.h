// The (s, S) policy from sample paths: for products of which an order costs something, however large it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/buying/order_cost.h"

namespace demandcast {

/// Levels of the inventory position, in units.
struct SSLevels {
  double reorder_point = 0, order_up_to = 0;
};

/// The best (s, S) (best_s_s) as if demand of a review period went on as it is on average over the paths' horizon, and
/// unmet demand waited. The position's cost is that of demand over lead time and cover. Quantities go by whole packs,
/// or by about a hundredth of that demand where it is large. Throws ConfigError for paths that are too short.
SSLevels s_s_levels(const ItemEconomics& item, const DemandPaths& paths);

/// Up to S, in what can be ordered, when the position is at most s; nothing where the paths hold no demand.
double s_s_order(const ItemEconomics& item, const StockSituation& now, const DemandPaths& paths);

}  // namespace demandcast
