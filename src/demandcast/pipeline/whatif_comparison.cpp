// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/whatif_comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/pipeline/row_table.h"

namespace demandcast {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double mean_of(const std::vector<double>& values) {
  double total = 0, count = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    total += value;
    ++count;
  }
  return total / count;
}

}  // namespace

std::vector<double> plans_of(const PanelView& view, const std::string& column, std::size_t series, int steps) {
  const auto found = std::ranges::find(view.channels(), column, &Channel::name);
  if (found == view.channels().end()) return std::vector<double>(static_cast<std::size_t>(steps), kNone);
  return view.series(series).channel(*found, view.origin(series) + 1, view.origin(series) + steps);
}

Table WhatIfComparison::table(const std::string& id, const std::string& time) const {
  const Frequency& frequency = base_view.frequency();
  const Horizon& horizon = base.horizon();
  RowTable rows;
  TimeColumn dates;
  IntegerColumn numbers;
  for (std::size_t i = 0; i < base.series_count(); ++i) {
    std::vector<std::vector<double>> plans, new_plans;
    for (const ChangedColumn& column : columns) {
      plans.push_back(plans_of(base_view, column.name, i, horizon.steps));
      new_plans.push_back(plans_of(changed_view, column.name, i, horizon.steps));
    }
    for (int step = 0; step < horizon.steps; ++step) {
      const auto at = static_cast<std::size_t>(step);
      rows.text(id, base_view.id(i));
      dates.times.push_back(frequency.timestamp_of(base.origin(i) + step + 1));
      rows.number("base_mean", base.mean(i, step));
      rows.number("mean", changed.mean(i, step));
      rows.number("difference", changed.mean(i, step) - base.mean(i, step));
      for (std::size_t c = 0; c < columns.size(); ++c) {
        rows.number("base_" + columns[c].name, plans[c][at]);
        rows.number(columns[c].name, new_plans[c][at]);
      }
      for (std::size_t q = 0; q < horizon.levels.size(); ++q) {
        rows.number("base_" + level_name(horizon.levels[q]), base.quantiles(i, step)[q]);
        rows.number(level_name(horizon.levels[q]), changed.quantiles(i, step)[q]);
      }
    }
  }
  Table made = rows.take();
  if (frequency.unit() == FrequencyUnit::kInteger) {
    made.columns.insert(made.columns.begin() + 1, {time, IntegerColumn{std::move(dates.times)}});
  } else {
    made.columns.insert(made.columns.begin() + 1, {time, std::move(dates)});
  }
  return made;
}

void WhatIfComparison::add_demand(WhatIfReport& effects) const {
  const int steps = base.horizon().steps;
  effects.base.assign(static_cast<std::size_t>(steps), 0.0);
  effects.changed = effects.base;
  for (std::size_t i = 0; i < base.series_count(); ++i) {
    WhatIfSeries one{base_view.id(i), 0, 0, kNone, kNone};
    for (int step = 0; step < steps; ++step) {
      effects.base[static_cast<std::size_t>(step)] += base.mean(i, step);
      effects.changed[static_cast<std::size_t>(step)] += changed.mean(i, step);
      one.base += base.mean(i, step);
      one.changed += changed.mean(i, step);
    }
    if (!columns.empty()) {
      one.base_plan = mean_of(plans_of(base_view, columns.front().name, i, steps));
      one.changed_plan = mean_of(plans_of(changed_view, columns.front().name, i, steps));
    }
    if (one.base != one.changed) effects.series.push_back(std::move(one));
  }
  std::ranges::stable_sort(effects.series, {},
                           [](const WhatIfSeries& one) { return -std::abs(one.changed - one.base); });
}

}  // namespace demandcast
