// What a product costs and earns, and the terms on which it is bought.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "demandcast/buying/lead_time.h"

namespace demandcast {

/// One product's economics. Money is in one currency, quantities are in units of demand, times in periods of the panel.
struct ItemEconomics {
  static constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

  double price = kNotGiven;           ///< what a unit sold brings
  double cost = 0;                    ///< what a unit bought costs
  double holding_cost = 0;            ///< a unit on hand at the end of a period, for that period
  double salvage = 0;                 ///< what a unit brings that outlived its shelf life; negative: it costs
  double lost_sale_cost = kNotGiven;  ///< a unit of demand that found no stock; not given: the margin, price - cost
  double backlog_cost = kNotGiven;  ///< a unit that waits, for each period; given: unmet demand waits, else it is lost
  double order_cost = 0;            ///< an order, however large
  double min_order = 0;             ///< the smallest order, in units
  double pack_size = 0;             ///< orders are whole packs; 0: any quantity
  int shelf_life = 0;               ///< periods in which a unit can be sold, from its arrival on; 0: for ever
  LeadTime lead_time;
  int review_period = 1;                    ///< periods from one order to the next
  double space = 0;                         ///< storage that a unit takes
  std::vector<double> arrival_shares{1.0};  ///< [k] share of an order that comes k periods after its lead time

  bool is_backlogged() const { return backlog_cost == backlog_cost; }
  bool is_perishable() const { return shelf_life > 0; }
  /// A unit that is missing: over a review period where demand is lost, for a period where it waits.
  double shortage_cost() const;
  /// A unit too many, over the same time: it is held, and where it perishes before the next order it is written off.
  double surplus_cost() const;
  /// shortage / (shortage + surplus): the share of cycles in which the best stock meets all demand, as of a newsvendor.
  double critical_ratio() const;
  /// Periods that an order has to serve: those until the next one arrives, or until it perishes.
  int cover() const { return is_perishable() && shelf_life < review_period ? shelf_life : review_period; }
  /// The smallest quantity of at least `wanted` that can be ordered; 0 for 0 and below.
  double orderable(double wanted) const;
};

/// What makes no sense, each as half a sentence: "cost 3 is above price 2"; empty when all is well.
std::vector<std::string> faults_of(const ItemEconomics& item);

}  // namespace demandcast
