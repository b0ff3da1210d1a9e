// What buy found, as a table and as JSON.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "demandcast/pipeline/buy.h"
#include "demandcast/pipeline/buy_sums.h"

namespace demandcast {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

TableColumn period_column(const std::string& name, const Frequency& frequency, const std::vector<Period>& periods) {
  std::vector<Timestamp> times;
  for (const Period period : periods) times.push_back(frequency.timestamp_of(period));
  if (frequency.unit() == FrequencyUnit::kInteger) return {name, IntegerColumn{std::move(times)}};
  return {name, TimeColumn{std::move(times)}};
}

template <class Field>
TableColumn number_column(const std::string& name, const std::vector<OrderLine>& lines, Field field) {
  NumberColumn column;
  for (const OrderLine& line : lines) column.values.push_back(line.*field);
  return {name, std::move(column)};
}

/// Null where there is nothing to say.
TableColumn reason_column(const std::vector<OrderLine>& lines) {
  TextColumn column;
  for (const OrderLine& line : lines) {
    column.codes.push_back(line.reason.empty() ? -1 : static_cast<std::int32_t>(column.dictionary.size()));
    if (!line.reason.empty()) column.dictionary.push_back(line.reason);
  }
  return {"reason", std::move(column)};
}

}  // namespace

Table orders_table(const BuyResult& result, const std::string& id, const std::string& time) {
  TextColumn ids{result.ids, std::vector<std::int32_t>(result.ids.size())};
  std::iota(ids.codes.begin(), ids.codes.end(), 0);
  std::vector<Period> first, arrives;
  for (std::size_t i = 0; i < result.ids.size(); ++i) {
    first.push_back(result.origins[i] + 1);
    arrives.push_back(first.back() + std::llround(result.items[i].lead_time.mean()));
  }
  Table table;
  table.columns.push_back({id, std::move(ids)});
  table.columns.push_back(period_column(time, result.frequency, first));
  table.columns.push_back(number_column("order_quantity", result.lines, &OrderLine::quantity));
  table.columns.push_back(period_column("arrives", result.frequency, arrives));
  table.columns.push_back(number_column("expected_cost", result.lines, &OrderLine::expected_cost));
  table.columns.push_back(number_column("expected_lost_sales", result.lines, &OrderLine::expected_lost_sales));
  table.columns.push_back(number_column("critical_ratio", result.lines, &OrderLine::critical_ratio));
  table.columns.push_back(number_column("next_unit_saves", result.lines, &OrderLine::next_unit_saves));
  table.columns.push_back(reason_column(result.lines));
  if (!result.shadow.empty()) {
    table.columns.push_back(number_column("shadow_order_quantity", result.lines, &OrderLine::shadow_quantity));
    table.columns.push_back(number_column("shadow_expected_cost", result.lines, &OrderLine::shadow_cost));
  }
  return table;
}

BuySums sums_of(const BuyResult& result) {
  BuySums sums;
  for (std::size_t i = 0; i < result.lines.size(); ++i) {
    const OrderLine& line = result.lines[i];
    if (line.quantity > 0) ++sums.ordered;
    sums.units += line.quantity;
    sums.money += line.quantity * result.items[i].cost;
    sums.expected_cost += line.expected_cost;
    sums.expected_lost_sales += line.expected_lost_sales;
    sums.shadow_units += line.shadow_quantity;
    sums.shadow_cost += line.shadow_cost;
  }
  return sums;
}

std::string to_json(const BuyPlan& plan) {
  return Json{{"schema", "demandcast.buy_plan/1"},
              {"series", plan.series},
              {"horizon", plan.horizon},
              {"model", plan.model},
              {"policy", plan.policy},
              {"currency", plan.currency},
              {"output", plan.output},
              {"notes", plan.notes}}
      .dump(2);
}

std::string to_json(const BuyResult& result) {
  const BuySums sums = sums_of(result);
  Json json{{"schema", "demandcast.buy/1"},
            {"model", result.model},
            {"policy", result.policy},
            {"currency", result.currency},
            {"series", result.ids.size()},
            {"horizon", result.horizon},
            {"ordered_series", sums.ordered},
            {"ordered_units", sums.units},
            {"ordered_money", sums.money},
            {"expected_cost", number(sums.expected_cost)},
            {"expected_lost_sales", number(sums.expected_lost_sales)},
            {"fallbacks", result.fallbacks},
            {"warnings", warning_count(result.report)},
            {"notes", result.notes}};
  if (result.has_limits) {
    json["limits"] = {{"wished_money", result.limited.wished_money},
                      {"wished_space", result.limited.wished_space},
                      {"money", result.limited.money},
                      {"space", result.limited.space},
                      {"budget_price", result.limited.budget_price},
                      {"storage_price", result.limited.storage_price},
                      {"saving_given_up", result.limited.saving_given_up}};
  }
  if (!result.shadow.empty()) {
    json["shadow"] = {{"policy", result.shadow}, {"units", sums.shadow_units}, {"expected_cost", sums.shadow_cost}};
  }
  return json.dump(2);
}

}  // namespace demandcast
