// SPDX-License-Identifier: Apache-2.0
#include "bench/vn2/vn2_play.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "bench/vn2/benchmark_policy.h"
#include "demandcast/buying/simulated_totals.h"
#include "demandcast/core/error.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

constexpr int kWeeks = 8, kOrders = 6, kNotCounted = 2;

std::vector<double> numbers_of(const Table& table, const std::string& name, const std::string& path) {
  const TableColumn* column = table.find(name);
  if (column == nullptr) throw DataError(fmt::format("\"{}\" has no column {}", path, name));
  if (const auto* integers = std::get_if<IntegerColumn>(&column->values)) {
    return {integers->values.begin(), integers->values.end()};
  }
  if (const auto* numbers = std::get_if<NumberColumn>(&column->values)) return numbers->values;
  throw DataError(fmt::format("\"{}\": {} is no column of numbers", path, name));
}

}  // namespace

std::vector<StockState> vn2_usual_start(const Panel& panel, Period first) {
  std::vector<StockState> stock(panel.series_count(), StockState::empty(vn2_item()));
  for (std::size_t i = 0; i < stock.size(); ++i) {
    const double weekly = std::ceil(vn2_recent_mean(panel, i, first - 1));
    stock[i].stock = {2 * weekly};
    stock[i].pipeline = {weekly, weekly};
  }
  return stock;
}

std::vector<StockState> vn2_start_from(const std::string& path, const Panel& panel) {
  const Table table = read_table(path, {}, std::vector<std::string>{"unique_id"});
  const TableColumn* ids = table.find("unique_id");
  if (ids == nullptr || !std::holds_alternative<TextColumn>(ids->values)) {
    throw DataError(fmt::format("\"{}\" has no text column unique_id", path));
  }
  const auto& id = std::get<TextColumn>(ids->values);
  std::map<std::string, std::size_t> row_of;
  for (std::size_t row = 0; row < id.codes.size(); ++row) {
    if (id.codes[row] >= 0) row_of[id.dictionary[static_cast<std::size_t>(id.codes[row])]] = row;
  }
  const std::vector<double> on_hand = numbers_of(table, "on_hand", path),
                            next = numbers_of(table, "arrives_week_1", path),
                            second = numbers_of(table, "arrives_week_2", path);
  std::vector<StockState> stock(panel.series_count(), StockState::empty(vn2_item()));
  for (std::size_t i = 0; i < stock.size(); ++i) {
    const auto row = row_of.find(panel.ids()[i]);
    if (row == row_of.end()) throw DataError(fmt::format("\"{}\" has no row of \"{}\"", path, panel.ids()[i]));
    stock[i].stock = {on_hand[row->second]};
    stock[i].pipeline = {next[row->second], second[row->second]};
  }
  return stock;
}

double vn2_cost(const Panel& panel, Period first, std::vector<StockState> stock, Vn2Orderer& orderer) {
  const ItemEconomics item = vn2_item();
  SimulatedTotals totals;
  for (int week = 0; week < kWeeks; ++week) {
    const std::vector<double> orders =
        week < kOrders ? orderer.orders(first + week - 1, stock) : std::vector<double>(stock.size(), 0.0);
    for (std::size_t i = 0; i < stock.size(); ++i) {
      PeriodOutcome outcome;
      take_arrivals(StockSpans(stock[i]), outcome);
      place_order(StockSpans(stock[i]), item.arrival_shares, orders[i], 2, outcome);
      const double demand = vn2_demand(panel, i, first + week);
      meet_demand(StockSpans(stock[i]), item, demand, outcome);
      if (week >= kNotCounted) totals.add(demand, orders[i], outcome);
    }
  }
  return money_of(totals, item).cost();
}

}  // namespace demandcast
