// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/changed_plans.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/pipeline/plan_conditions.h"

namespace demandcast {
namespace {

/// The plans of one column, a row for each series that ends no earlier than its last step.
struct PlanRows {
  Channel channel;
  std::vector<std::vector<float>> rows;  ///< [series] from the series' first period on
  std::vector<std::vector<bool>> met;    ///< [series][step] whether a change or a replacement met the cell
};

double changed(PlanOperation operation, double plan, double value) {
  switch (operation) {
    case PlanOperation::kAdd:
      return plan + value;
    case PlanOperation::kSubtract:
      return plan - value;
    case PlanOperation::kMultiply:
      return plan * value;
    case PlanOperation::kDivide:
      return plan / value;
    default:
      return value;
  }
}

class PlanChanger {
 public:
  PlanChanger(const PanelView& view, const Panel& panel, int steps, const DataSource& names, const std::string& price)
      : view_(view), panel_(panel), steps_(steps), names_(names), price_(price), conditions_(view, names) {}

  void change(const PlanChange& change) {
    PlanRows& plans = plans_of(change.column, change.text);
    conditions_.check(change);
    refuse_past(change);
    std::size_t series_met = 0, cells_met = 0;
    for (std::size_t i = 0; i < view_.series_count(); ++i) {
      if (!conditions_.series_meets(change, i)) continue;
      ++series_met;
      for (int step = 0; step < steps_; ++step) {
        if (!conditions_.period_meets(change, i, view_.origin(i) + step + 1)) continue;
        ++cells_met;
        float& plan = cell(plans, i, step);
        plans.met[i][static_cast<std::size_t>(step)] = true;
        plan = static_cast<float>(changed(change.operation, static_cast<double>(plan), change.value));
        check_price(change.column, change.text, i, step, plan);
      }
    }
    if (series_met == 0) refuse_change(change.text, "no series meets its conditions");
    if (cells_met == 0)
      refuse_change(change.text, fmt::format("no period of the {} after the origin meets its dates", steps_));
  }

  void replace(const std::string& path) {
    const std::vector<std::string> texts{names_.id, "item_id"};
    const Table table = read_table(path, {}, texts);
    const TableColumn& ids = named(table, path, names_.id, "item_id");
    const TableColumn& times = named(table, path, names_.time, "timestamp");
    std::size_t columns = 0;
    for (const TableColumn& column : table.columns) {
      if (&column == &ids || &column == &times) continue;
      replace_column(path, ids, times, column);
      ++columns;
    }
    if (columns == 0) throw DataError(fmt::format("\"{}\" has no planned column beside ids and dates", path));
  }

  ChangedPlans finish() {
    ChangedPlans result;
    std::vector<Channel> channels = panel_.channels();
    for (PlanRows& plans : changed_) {
      result.columns.push_back(told_of(plans));
      *std::ranges::find(channels, plans.channel.name, &Channel::name) = channel_of(plans);
    }
    SeriesCells cells;
    for (std::size_t i = 0; i < panel_.series_count(); ++i) cells.add(panel_, i);
    result.panel = Panel::of_cells(panel_.frequency(), std::move(cells), std::move(channels), panel_.statics());
    return result;
  }

 private:
  std::string date(std::size_t series, int step) const {
    return view_.frequency().format(view_.origin(series) + step + 1);
  }

  PlanRows& plans_of(const std::string& column, const std::string& text) {
    const auto known = std::ranges::find_if(changed_, [&](const PlanRows& one) { return one.channel.name == column; });
    if (known != changed_.end()) return *known;
    std::vector<std::string> planned;
    const Channel* found = nullptr;
    for (const Channel& channel : view_.channels()) {
      if (channel.role == ChannelRole::kKnownFuture) planned.push_back(channel.name);
      if (channel.name == column) found = &channel;
    }
    if (found == nullptr) {
      refuse_change(text,
                    unknown_name_message("planned column", column, planned) + "; planned columns are named by --known");
    }
    if (found->role != ChannelRole::kKnownFuture) {
      refuse_change(
          text, fmt::format("\"{}\" is known only afterwards (--past), so that no plan of it can be changed", column));
    }
    return add_plans(*found);
  }

  PlanRows& add_plans(const Channel& channel) {
    PlanRows& plans = changed_.emplace_back();
    plans.channel = channel;
    for (std::size_t i = 0; i < view_.series_count(); ++i) {
      const SeriesView series = view_.series(i);
      const Period last = std::max(series.origin() + steps_,
                                   channel.first_period[channel.row(i)] + row_length(channel, channel.row(i)) - 1);
      const Period first = std::min(series.first_period(), channel.first_period[channel.row(i)]);
      first_.push_back(first);
      std::vector<float>& row = plans.rows.emplace_back();
      for (const double plan : series.channel(channel, first, last)) row.push_back(static_cast<float>(plan));
      plans.met.emplace_back(static_cast<std::size_t>(steps_), false);
    }
    return plans;
  }

  static std::int64_t row_length(const Channel& channel, std::size_t row) {
    return channel.offsets[row + 1] - channel.offsets[row];
  }

  /// The cell of a step; rows of all columns begin at the same period of a series' column.
  float& cell(PlanRows& plans, std::size_t series, int step) {
    const std::size_t place = static_cast<std::size_t>(&plans - changed_.data()) * view_.series_count() + series;
    return plans.rows[series][static_cast<std::size_t>(view_.origin(series) + step + 1 - first_[place])];
  }

  void refuse_past(const PlanChange& change) const {
    if (!change.from) return;
    for (std::size_t i = 0; i < view_.series_count(); ++i) {
      if (!conditions_.series_meets(change, i)) continue;
      const Timestamp origin = view_.frequency().timestamp_of(view_.origin(i));
      if (*change.from > origin) continue;
      refuse_change(change.text,
                    fmt::format("it touches the past: the newest demand of \"{}\" is that of {}; begin after it",
                                view_.id(i), view_.frequency().format(view_.origin(i))));
    }
  }

  void check_price(const std::string& column, const std::string& text, std::size_t series, int step, float plan) const {
    if (column != price_ || plan > 0 || std::isnan(plan)) return;
    refuse_change(text, fmt::format("the price of \"{}\" would be {} in {}; a price stays above zero", view_.id(series),
                                    plan, date(series, step)));
  }

  const TableColumn& named(const Table& table, const std::string& path, const std::string& name,
                           const std::string& other) const {
    if (const TableColumn* column = table.find(name)) return *column;
    if (const TableColumn* column = table.find(other)) return *column;
    throw DataError(
        fmt::format("\"{}\" has no column \"{}\"; there are: {}", path, name, fmt::join(table.column_names(), ", ")));
  }

  void replace_column(const std::string& path, const TableColumn& ids, const TableColumn& times,
                      const TableColumn& column) {
    const std::string text = fmt::format("{} of {}", column.name, path);
    PlanRows& plans = plans_of(column.name, text);
    const auto& words = std::get<TextColumn>(ids.values);
    for (std::size_t row = 0; row < column.size(); ++row) {
      const std::string id = words.codes[row] < 0 ? "" : words.dictionary[static_cast<std::size_t>(words.codes[row])];
      const auto series = panel_.find(id);
      if (!series) throw DataError(fmt::format("\"{}\", row {}: the data have no series \"{}\"", path, row + 1, id));
      const Period period = period_at(path, times, row);
      if (period <= view_.origin(*series)) {
        throw DataError(fmt::format("\"{}\", row {}: {} lies in the past of \"{}\", whose newest demand is that of {}",
                                    path, row + 1, view_.frequency().format(period), id,
                                    view_.frequency().format(view_.origin(*series))));
      }
      const Period step = period - view_.origin(*series) - 1;
      const double plan = number_at(path, column, row);
      if (step >= steps_ || std::isnan(plan)) continue;
      cell(plans, *series, static_cast<int>(step)) = static_cast<float>(plan);
      plans.met[*series][static_cast<std::size_t>(step)] = true;
      check_price(column.name, text, *series, static_cast<int>(step), static_cast<float>(plan));
    }
  }

  Period period_at(const std::string& path, const TableColumn& times, std::size_t row) const {
    std::optional<Timestamp> time;
    if (const auto* dates = std::get_if<TimeColumn>(&times.values)) {
      if (dates->times[row] != TimeColumn::kNoTime) time = dates->times[row];
    } else if (const auto* integers = std::get_if<IntegerColumn>(&times.values)) {
      if (integers->values[row] != IntegerColumn::kNoInteger) time = integers->values[row];
    }
    const auto period = time ? view_.frequency().period_at(*time) : std::nullopt;
    if (period) return *period;
    throw DataError(
        fmt::format("\"{}\", row {}: a date of the calendar {} is wanted", path, row + 1, view_.frequency().name()));
  }

  static double number_at(const std::string& path, const TableColumn& column, std::size_t row) {
    if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) return numbers->values[row];
    if (const auto* integers = std::get_if<IntegerColumn>(&column.values)) {
      const std::int64_t value = integers->values[row];
      return value == IntegerColumn::kNoInteger ? std::nan("") : static_cast<double>(value);
    }
    throw DataError(fmt::format("\"{}\": the planned column \"{}\" holds no numbers", path, column.name));
  }

  ChangedColumn told_of(PlanRows& plans) {
    ChangedColumn told;
    told.name = plans.channel.name;
    for (std::size_t i = 0; i < view_.series_count(); ++i) {
      const SeriesView series = view_.series(i);
      const std::vector<double> planned = series.channel(plans.channel, series.origin() + 1, series.origin() + steps_);
      const auto [low, high] = seen(series, plans.channel);
      bool any = false, beyond = false;
      for (int step = 0; step < steps_; ++step) {
        if (!plans.met[i][static_cast<std::size_t>(step)]) continue;
        const auto plan = static_cast<double>(cell(plans, i, step));
        if (std::isnan(plan)) {
          ++told.without_plan;
          continue;
        }
        if (static_cast<float>(planned[static_cast<std::size_t>(step)]) == static_cast<float>(plan)) continue;
        ++told.cells;
        any = true;
        if (beyond || (plan >= low && plan <= high)) continue;
        beyond = true;
        if (told.beyond++ == 0) {
          told.beyond_example = std::isnan(low)
                                    ? fmt::format("{}: {:.4g}, never seen before", series.id(), plan)
                                    : fmt::format("{}: {:.4g}, seen {:.4g} to {:.4g}", series.id(), plan, low, high);
        }
      }
      told.series += any ? 1 : 0;
    }
    return told;
  }

  /// Least and largest of the column where demand was observed, rounded a little outwards; NaN where it never was.
  static std::pair<double, double> seen(const SeriesView& series, const Channel& channel) {
    constexpr double kSlack = 1e-6;
    double low = std::nan(""), high = low;
    const std::vector<double> y = series.observed_history();
    const std::vector<double> past = series.channel(channel, series.first_period(), series.origin());
    for (std::size_t t = 0; t < std::min(y.size(), past.size()); ++t) {
      if (std::isnan(y[t]) || std::isnan(past[t])) continue;
      if (!(low <= past[t])) low = past[t];
      if (!(high >= past[t])) high = past[t];
    }
    return {low - kSlack * std::abs(low), high + kSlack * std::abs(high)};
  }

  Channel channel_of(PlanRows& plans) const {
    Channel made;
    made.name = plans.channel.name;
    made.role = plans.channel.role;
    const std::size_t place = static_cast<std::size_t>(&plans - changed_.data()) * view_.series_count();
    for (std::size_t i = 0; i < plans.rows.size(); ++i) {
      made.first_period.push_back(first_[place + i]);
      made.values.insert(made.values.end(), plans.rows[i].begin(), plans.rows[i].end());
      made.offsets.push_back(std::ssize(made.values));
    }
    return made;
  }

  const PanelView& view_;
  const Panel& panel_;
  int steps_;
  const DataSource& names_;
  const std::string& price_;
  PlanConditions conditions_;
  std::vector<PlanRows> changed_;
  std::vector<Period> first_;  ///< [column changed, series] the period of the first cell of its row
};

}  // namespace

ChangedPlans change_plans(const PanelView& view, const Panel& panel, int steps, const Scenario& scenario,
                          const DataSource& names, const std::string& price) {
  PlanChanger changer(view, panel, steps, names, price);
  if (!scenario.replacement.empty()) changer.replace(scenario.replacement);
  for (const PlanChange& change : scenario.changes) changer.change(change);
  return changer.finish();
}

}  // namespace demandcast
