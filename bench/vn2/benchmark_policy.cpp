// SPDX-License-Identifier: Apache-2.0
#include "bench/vn2/benchmark_policy.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "demandcast/data/calendar.h"

namespace demandcast {
namespace {

constexpr int kRecent = 13, kAhead = 4;
using Factors = std::array<double, 54>;  ///< by ISO week

int week_of(const Panel& panel, Period period) { return iso_week(panel.frequency().timestamp_of(period)); }

struct Mean {
  double sum = 0;
  int count = 0;
  void add(double value) {
    sum += value;
    ++count;
  }
  double value() const { return count > 0 ? sum / count : 0; }
};

/// In-stock sales of a series in a period, into `mean`, over `factor`.
void add_cell(const Panel& panel, std::size_t series, Period period, double factor, Mean& mean) {
  const Period at = period - panel.first_period(series);
  if (at < 0 || period > panel.last_period(series)) return;
  const auto cell = static_cast<std::size_t>(at);
  if (panel.states(series)[cell] != CellState::kObserved) return;
  mean.add(static_cast<double>(panel.target(series)[cell]) / factor);
}

Factors factors_up_to(const Panel& panel, Period origin) {
  std::array<Mean, 54> weeks;
  Period first = origin;
  for (std::size_t i = 0; i < panel.series_count(); ++i) first = std::min(first, panel.first_period(i));
  for (Period period = first; period <= origin; ++period) {
    Mean date;
    for (std::size_t i = 0; i < panel.series_count(); ++i) add_cell(panel, i, period, 1, date);
    if (date.count > 0) weeks[static_cast<std::size_t>(week_of(panel, period))].add(date.value());
  }
  Mean all;
  for (const Mean& week : weeks) {
    if (week.count > 0) all.add(week.value());
  }
  Factors factors;
  for (std::size_t w = 0; w < weeks.size(); ++w) factors[w] = weeks[w].count > 0 ? weeks[w].value() / all.value() : 1;
  return factors;
}

}  // namespace

double vn2_demand(const Panel& panel, std::size_t series, Period week) {
  const Period at = week - panel.first_period(series);
  if (at < 0 || week > panel.last_period(series)) return 0;
  const auto demand = static_cast<double>(panel.target(series)[static_cast<std::size_t>(at)]);
  return std::isnan(demand) ? 0 : demand;
}

double vn2_recent_mean(const Panel& panel, std::size_t series, Period origin) {
  Mean mean;
  for (Period period = origin - kRecent + 1; period <= origin; ++period) add_cell(panel, series, period, 1, mean);
  return mean.value();
}

std::vector<double> vn2_order_up_to(const Panel& panel, Period origin) {
  const Factors factors = factors_up_to(panel, origin);
  const auto factor = [&](Period period) { return factors[static_cast<std::size_t>(week_of(panel, period))]; };
  double ahead = 0;
  for (Period period = origin + 1; period <= origin + kAhead; ++period) ahead += factor(period);
  std::vector<double> levels;
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    Mean base;
    for (Period period = origin - kRecent + 1; period <= origin; ++period) {
      add_cell(panel, i, period, factor(period), base);
    }
    levels.push_back(base.value() * ahead);
  }
  return levels;
}

}  // namespace demandcast
