// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/read_items.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "demandcast/buying/item_values.h"
#include "demandcast/buying/on_order.h"
#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr double kDaysAYear = 365.2425;

/// Mean days of a period of the panel, or of a word; 0 for integers and unknown words.
double days_of_frequency(const Frequency& frequency) {
  const double many = frequency.multiple();
  switch (frequency.unit()) {
    case FrequencyUnit::kInteger:
      return 0;
    case FrequencyUnit::kMinute:
      return many / 1440;
    case FrequencyUnit::kHour:
      return many / 24;
    case FrequencyUnit::kDay:
      return many;
    case FrequencyUnit::kWeek:
      return many * 7;
    case FrequencyUnit::kMonth:
      return many * kDaysAYear / 12;
    case FrequencyUnit::kQuarter:
      return many * kDaysAYear / 4;
    case FrequencyUnit::kYear:
      return many * kDaysAYear;
  }
  return 0;
}

double days_of_word(const std::string& word) {
  if (word == "day") return 1;
  if (word == "week") return 7;
  if (word == "month") return kDaysAYear / 12;
  if (word == "quarter") return kDaysAYear / 4;
  return word == "year" ? kDaysAYear : 0;
}

/// Reads one series after another and gathers faults.
class Reader {
 public:
  Reader(const ItemSource& source, const ItemSeries& series) : series_(series), values_(source, series.ids) {}

  ItemCatalogue read(const std::string& place) {
    for (std::size_t i = 0; i < series_.ids.size(); ++i) {
      values_.select(i);
      id_ = &series_.ids[i];
      catalogue_.items.push_back(economics());
      catalogue_.now.push_back(situation(series_.origins[i]));
      note_faults();
      if (const std::string currency = values_.text("currency"); !currency.empty()) currencies_.insert(currency);
    }
    finish(place.empty() ? "defaults of items" : place);
    return std::move(catalogue_);
  }

 private:
  /// Of a series without a row and of which the defaults do not say enough, that is all that is told.
  void note_faults() {
    const std::vector<std::string> faults = faults_of(catalogue_.items.back());
    if (!values_.has_row() && values_.has_table() && !faults.empty()) {
      without_row_.push_back(*id_);
      return;
    }
    for (const std::string& text : faults) fault(text);
  }
  void fault(const std::string& text) { faults_.add(text, *id_); }

  double number_or(const std::string& column, double otherwise) const {
    const double value = values_.number(column);
    return std::isnan(value) ? otherwise : value;
  }

  int whole_or(const std::string& column, int otherwise) {
    const double value = number_or(column, otherwise);
    if (value == std::round(value) && std::abs(value) < 1e6) return static_cast<int>(value);
    fault(fmt::format("{} is no whole number of periods", column));
    return otherwise;
  }

  LeadTime lead_time() {
    const auto weights = values_.numbers("lead_time");
    if (weights && weights->empty()) return {};
    try {
      if (weights && weights->size() > 1) return LeadTime::of_weights(*weights);
      const double periods = weights ? weights->front() : -1;
      if (periods >= 0 && periods == std::round(periods) && periods < 1e4) {
        return LeadTime::of_periods(static_cast<int>(periods));
      }
      fault("lead_time is neither a whole number of periods nor a list of weights for 0, 1, 2, ... periods");
    } catch (const ConfigError& error) {
      fault(fmt::format("lead_time: {}", error.what()));
    }
    return {};
  }

  /// What costs a unit and period are divided by, so that they are a period of the panel's.
  double periods_in_cost_period() {
    const std::string word = values_.text("cost_period");
    if (word.empty()) return 1;
    cost_periods_.insert(word);
    const double own = days_of_frequency(series_.frequency), stated = days_of_word(word);
    if (own > 0 && stated > 0) return stated / own;
    fault(stated > 0 ? "cost_period is given, but the data's dates are integers: give costs a period of the data"
                     : fmt::format("cost_period \"{}\": day, week, month, quarter or year is wanted", word));
    return 1;
  }

  ItemEconomics economics() {
    ItemEconomics item;
    const double periods = periods_in_cost_period();
    item.price = values_.number("price");
    item.cost = number_or("cost", 0);
    item.holding_cost = number_or("holding_cost", 0) / periods;
    item.salvage = number_or("salvage", 0);
    item.lost_sale_cost = values_.number("lost_sale_cost");
    item.backlog_cost = values_.number("backlog_cost") / periods;
    item.order_cost = number_or("order_cost", 0);
    item.min_order = number_or("min_order", 0);
    item.pack_size = number_or("pack_size", 0);
    item.space = number_or("space", 0);
    item.shelf_life = whole_or("shelf_life", 0);
    item.review_period = whole_or("review_period", 1);
    item.lead_time = lead_time();
    if (const auto shares = values_.numbers("arrival_shares"); !shares) {
      fault("arrival_shares is no list of numbers");
    } else if (!shares->empty()) {
      item.arrival_shares = *shares;
    }
    if (values_.has_row() && !std::isnan(item.price) && std::isnan(item.lost_sale_cost) &&
        std::isnan(item.backlog_cost) && std::isnan(values_.number("cost"))) {
      fault("price is given without cost: the margin, which a lost sale costs, is not known");
    }
    return item;
  }

  StockSituation situation(Period origin) {
    StockSituation now;
    const double on_hand = number_or("on_hand", 0);
    if (!(std::abs(on_hand) < 1e15)) fault("on_hand is no number of units");
    now.on_hand = std::max(0.0, on_hand);
    if (catalogue_.items.back().is_backlogged()) now.backlog = std::max(0.0, -on_hand);
    if (values_.is_given("on_hand")) catalogue_.states_stock = true;
    const std::string text = values_.text("on_order");
    try {
      now.arrivals = parse_on_order(text, series_.frequency, origin);
    } catch (const DataError& error) {
      fault(error.what());
    }
    return now;
  }

  void finish(const std::string& place) {
    catalogue_.unused_columns = values_.unused_columns();
    std::vector<std::string> messages;
    if (!without_row_.empty()) {
      messages.push_back(fmt::format("{} of {} series have no row: {}; add them, or give defaults for all (--default)",
                                     without_row_.size(), series_.ids.size(), listed(without_row_)));
    }
    if (currencies_.size() > 1) {
      messages.push_back(
          fmt::format("several currencies: {}; bring prices and costs to one", fmt::join(currencies_, ", ")));
    }
    if (cost_periods_.size() > 1) {
      messages.push_back(
          fmt::format("several values of cost_period: {}; bring costs to one", fmt::join(cost_periods_, ", ")));
    }
    if (!faults_.empty()) messages.push_back(faults_.text());
    if (!messages.empty()) throw DataError(fmt::format("{}: {}", place, fmt::join(messages, "\n")));
    if (currencies_.size() == 1) catalogue_.currency = *currencies_.begin();
  }

  const ItemSeries& series_;
  ItemValues values_;
  ItemCatalogue catalogue_;
  ItemFaults faults_;
  std::set<std::string> currencies_, cost_periods_;
  std::vector<std::string> without_row_;
  const std::string* id_ = nullptr;
};

}  // namespace

const std::vector<std::string>& item_columns() {
  static const std::vector<std::string> columns{
      "price",      "cost",           "holding_cost", "salvage",    "lost_sale_cost", "backlog_cost",
      "order_cost", "min_order",      "pack_size",    "shelf_life", "space",          "review_period",
      "lead_time",  "arrival_shares", "on_hand",      "on_order",   "cost_period",    "currency"};
  return columns;
}

ItemCatalogue read_items(const ItemSource& source, const ItemSeries& series) {
  return Reader(source, series).read(source.path);
}

}  // namespace demandcast
