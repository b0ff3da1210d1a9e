// Items: the economics and the stock of every series, from a table and from defaults for all.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "demandcast/buying/order_cost.h"
#include "demandcast/data/frequency.h"

namespace demandcast {

/// Where the items come from.
struct ItemSource {
  std::string path;                             ///< a table of a row per id; empty: the defaults are all there is
  std::string id = "unique_id";                 ///< its column of ids
  std::map<std::string, std::string> defaults;  ///< column -> value for series whose row or value is missing
};

/// Whose items are wanted.
struct ItemSeries {
  const std::vector<std::string>& ids;
  Frequency frequency;
  std::vector<Period> origins;  ///< [series] the last period before the order
};

struct ItemCatalogue {
  std::vector<ItemEconomics> items;         ///< [series]
  std::vector<StockSituation> now;          ///< [series]
  std::string currency;                     ///< empty where none is stated
  bool states_stock = false;                ///< whether on_hand is given for any series
  std::vector<std::string> unused_columns;  ///< of the table
};

/// The columns that items may have, all of them optional: price, cost, holding_cost, salvage, lost_sale_cost,
/// backlog_cost, order_cost, min_order, pack_size, shelf_life, review_period, space, on_hand (numbers); lead_time and
/// arrival_shares (a number; a list, or a text such as "0 1 2 1", of weights for 0, 1, 2, ... periods); on_order (a
/// text of date:quantity, "2024-05-06:40; 2024-05-13:12", or of period:quantity counted from 1, the next period);
/// cost_period (day, week, month, quarter or year: what holding_cost and backlog_cost are a unit and; the panel's
/// period when not given); currency.
const std::vector<std::string>& item_columns();

/// Throws DataError with every fault: series without a row (how many, which), ids that come twice, values that do not
/// parse, economics that make no sense, several currencies or periods of cost; ConfigError for a default that is
/// unknown or does not parse; what read_table throws.
ItemCatalogue read_items(const ItemSource& source, const ItemSeries& series);

}  // namespace demandcast
