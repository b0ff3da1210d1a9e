// buy: what to order of every series now, from sample paths of its demand and its economics.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "demandcast/buying/order_limits.h"
#include "demandcast/buying/order_rules.h"
#include "demandcast/buying/read_items.h"
#include "demandcast/data/table.h"
#include "demandcast/pipeline/load_data.h"
#include "demandcast/pipeline/path_model.h"

namespace demandcast {

struct BuyConfig {
  RunConfig run;  ///< a horizon of 0 is as long as lead times and review periods need
  ItemSource items;
  std::string policy = "newsvendor";  ///< a rule, or the directory of a learned policy
  std::string shadow;                 ///< another, whose orders are told beside these; empty: none
  OrderLimits limits;                 ///< of newsvendor orders; storage counts what is on hand and on its way too
  int paths = 1000;                   ///< sample paths for each series
};

/// What is ordered of one series, and why.
struct OrderLine {
  double quantity = 0;
  double expected_cost = 0;        ///< holding, missing, waste and the order cost, in the periods that the order serves
  double expected_lost_sales = 0;  ///< units lost in those periods (waiting at their end, where demand waits)
  double critical_ratio = 0;
  double next_unit_saves = 0;  ///< what a unit more would save, its price not counted; below zero: it costs
  double shadow_quantity = 0;  ///< what the shadow would have ordered
  double shadow_cost = 0;      ///< and its expected cost
  std::string reason;          ///< why nothing, or less than wished; or why the forecast is a fallback; else empty
};

struct BuyResult {
  ReadReport report;
  std::string model, policy, currency, shadow;
  int horizon = 0;
  Frequency frequency;
  std::vector<std::string> ids;
  std::vector<Period> origins;       ///< [series]
  std::vector<ItemEconomics> items;  ///< [series]
  std::vector<OrderLine> lines;      ///< [series]
  LimitedOrders limited;             ///< where limits were given
  bool has_limits = false;
  std::map<std::string, std::size_t> fallbacks;  ///< reason code -> number of series
  std::vector<std::string> notes;                ///< what a reader must know
};

/// What a run would do: data and items are read and checked, nothing is learnt.
struct BuyPlan {
  std::size_t series = 0;
  int horizon = 0;
  std::string model, policy, currency, output;
  std::vector<std::string> notes;
};

/// Throws ConfigError and DataError with every mistake that shows before the work.
BuyPlan plan_buy(const BuyConfig& config, const ModelRegistry& registry, const RunContext& context);

/// Reads data and items, learns or loads the model, draws paths and orders. The same at any number of threads.
BuyResult run_buy(const BuyConfig& config, const ModelRegistry& registry, const RunContext& context);

/// What is ordered of every series of `view` with a model that is learnt, without limits. Paths reach `horizon` steps
/// at most.
std::vector<OrderLine> order_lines(const BuyConfig& config, const ItemCatalogue& catalogue, int horizon,
                                   const PanelView& view, const AskedModel& model, const RunContext& context);

/// unique_id, ds (the period before whose demand is ordered), order_quantity, arrives (the period, at the mean lead
/// time), expected_cost, expected_lost_sales, critical_ratio, next_unit_saves, reason; with a
/// shadow, shadow_order_quantity and shadow_expected_cost.
Table orders_table(const BuyResult& result, const std::string& id, const std::string& time);

std::string to_json(const BuyPlan& plan);      ///< demandcast.buy_plan/1
std::string to_json(const BuyResult& result);  ///< demandcast.buy/1

}  // namespace demandcast
