// Correlations of remainders, counts of equal and of missing cells.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/leak_signs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/data/panel_view.h"

namespace demandcast {
namespace {

using Values = std::vector<double>;

constexpr double kTogether = 0.7, kQuiet = 0.35, kNearlyAll = 0.98;
constexpr std::size_t kFewestCells = 20;
constexpr std::size_t kShortest = 16;  ///< complete periods of a series whose correlation is asked

double dot(const Values& a, const Values& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

void subtract(Values& from, double factor, const Values& what) {
  for (std::size_t i = 0; i < from.size(); ++i) from[i] -= factor * what[i];
}

void centre(Values& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  for (double& v : values) v -= sum / static_cast<double>(values.size());
}

/// NaN where one of the two does not vary.
double correlation(Values a, Values b) {
  centre(a);
  centre(b);
  const double spread = dot(a, a) * dot(b, b);
  return spread > 0 ? dot(a, b) / std::sqrt(spread) : std::nan("");
}

/// Demand and column of complete periods, and what was known of both before.
struct Sample {
  Values demand, column;
  std::array<Values, 4> past;
};

Sample sample_of(const Values& demand, const Values& column, std::size_t season) {
  Sample sample;
  for (std::size_t t = season; t < demand.size(); ++t) {
    const std::array<double, 4> past{demand[t - 1], column[t - 1], demand[t - season], column[t - season]};
    if (std::isnan(demand[t]) || std::isnan(column[t])) continue;
    if (std::ranges::any_of(past, [](double v) { return std::isnan(v); })) continue;
    sample.demand.push_back(demand[t]);
    sample.column.push_back(column[t]);
    for (std::size_t i = 0; i < past.size(); ++i) sample.past[i].push_back(past[i]);
  }
  return sample;
}

/// Leaves of demand and column what their past does not tell, by Gram and Schmidt.
void free_of_past(Sample& sample) {
  centre(sample.demand);
  centre(sample.column);
  for (std::size_t i = 0; i < sample.past.size(); ++i) {
    Values& direction = sample.past[i];
    centre(direction);
    const double whole = dot(direction, direction);
    for (std::size_t j = 0; j < i; ++j) {
      const double length = dot(sample.past[j], sample.past[j]);
      if (length > 0) subtract(direction, dot(direction, sample.past[j]) / length, sample.past[j]);
    }
    const double length = dot(direction, direction);
    if (!(length > 1e-9 * whole)) {
      std::ranges::fill(direction, 0.0);
      continue;
    }
    subtract(sample.demand, dot(sample.demand, direction) / length, direction);
    subtract(sample.column, dot(sample.column, direction) / length, direction);
  }
}

/// Correlation over the half of the periods in which the column surprises least.
double quiet_correlation(const Sample& rest) {
  Values sizes;
  for (const double v : rest.column) sizes.push_back(std::abs(v));
  const auto middle = sizes.begin() + std::ssize(sizes) / 2;
  std::nth_element(sizes.begin(), middle, sizes.end());
  Values demand, column;
  for (std::size_t i = 0; i < rest.column.size(); ++i) {
    if (std::abs(rest.column[i]) > *middle) continue;
    demand.push_back(rest.demand[i]);
    column.push_back(rest.column[i]);
  }
  return correlation(std::move(demand), std::move(column));
}

bool nearly_all(std::size_t part, std::size_t whole) {
  return whole >= kFewestCells && static_cast<double>(part) >= kNearlyAll * static_cast<double>(whole);
}

}  // namespace

void LeakSigns::Column::add_correlation(const Values& demand, const Values& values, std::size_t season) {
  Sample sample = sample_of(demand, values, season);
  if (sample.demand.size() < kShortest) return;
  const double before = correlation(sample.demand, sample.column);
  if (std::isnan(before)) return;
  centre(sample.column);
  const double spread = dot(sample.column, sample.column);
  free_of_past(sample);
  const double left = dot(sample.column, sample.column);
  const double rest = correlation(sample.demand, sample.column);
  if (!(left > 1e-9 * spread) || std::isnan(rest)) return;
  const double calm = quiet_correlation(sample);
  series += 1;
  plain += before;
  own += 1 - left / spread;
  together += rest;
  if (std::isnan(calm)) return;
  quiet_series += 1;
  quiet += calm;
}

void LeakSigns::Column::add_cells(const Values& demand, const Values& values) {
  for (std::size_t t = 0; t < demand.size(); ++t) {
    if (std::isnan(values[t])) continue;
    if (t > 0 && !std::isnan(values[t - 1])) {
      const bool repeats_last = values[t] == values[t - 1], sold = values[t] != 0 && values[t - 1] != 0;
      ++pairs;
      repeats += repeats_last ? 1U : 0U;
      sold_pairs += sold ? 1U : 0U;
      sold_repeats += sold && repeats_last ? 1U : 0U;
    }
    if (!std::isnan(demand[t])) {
      both_zero += values[t] == 0 && demand[t] == 0 ? 1U : 0U;
      only_column_zero += values[t] == 0 && demand[t] != 0 ? 1U : 0U;
      only_demand_zero += values[t] != 0 && demand[t] == 0 ? 1U : 0U;
    }
    for (std::size_t shift = 0; shift < kAhead && t + shift < demand.size(); ++shift) {
      const double then = demand[t + shift];
      if (std::isnan(then) || then == 0 || (shift > 0 && then == demand[t])) continue;
      ++compared[shift];
      equal[shift] += std::abs(values[t] - then) <= 1e-6 * std::abs(then) ? 1U : 0U;
    }
  }
}

void LeakSigns::Column::add_missing(const Values& demand, const Values& values, const std::vector<int>& given) {
  for (std::size_t t = 0; t < demand.size(); ++t) {
    const bool has = !std::isnan(values[t]), sold = !std::isnan(demand[t]);
    both_given += has && sold ? 1U : 0U;
    if (given[t] - (has ? 1 : 0) == 0) continue;
    both_missing += !has && !sold ? 1U : 0U;
    given_alone += has && !sold ? 1U : 0U;
    lost_alone += !has && sold ? 1U : 0U;
  }
}

void LeakSigns::Column::join(const Column& later) {
  series += later.series;
  plain += later.plain;
  own += later.own;
  together += later.together;
  quiet_series += later.quiet_series;
  quiet += later.quiet;
  pairs += later.pairs;
  repeats += later.repeats;
  sold_pairs += later.sold_pairs;
  sold_repeats += later.sold_repeats;
  both_zero += later.both_zero;
  only_column_zero += later.only_column_zero;
  only_demand_zero += later.only_demand_zero;
  for (std::size_t i = 0; i < kAhead; ++i) {
    compared[i] += later.compared[i];
    equal[i] += later.equal[i];
  }
  both_missing += later.both_missing;
  given_alone += later.given_alone;
  lost_alone += later.lost_alone;
  both_given += later.both_given;
}

std::string LeakSigns::Column::copy() const {
  for (std::size_t shift = role == ChannelRole::kPastOnly ? 1 : 0; shift < kAhead; ++shift) {
    if (!nearly_all(equal[shift], compared[shift])) continue;
    return fmt::format("equals demand {} in {} of {} periods",
                       shift == 0 ? "of the same period" : fmt::format("{} periods later", shift), equal[shift],
                       compared[shift]);
  }
  return "";
}

std::string LeakSigns::Column::evidence() const {
  if (const std::string same = copy(); !same.empty() || role == ChannelRole::kPastOnly) return same;
  const bool plan_like = 2 * repeats >= pairs || !(quiet_series > 0.5 * series);
  if (!plan_like && together >= kTogether * series && quiet >= kQuiet * quiet_series) {
    return fmt::format(
        "moves with demand of the same period: r = {:.2f}, and {:.2f} of what the past of both leaves open (the past "
        "tells {:.0f} % of it), {:.2f} even where it surprises least",
        plain / series, together / series, 100 * own / series, quiet / quiet_series);
  }
  const bool zeros =
      nearly_all(both_zero, both_zero + only_column_zero) && nearly_all(both_zero, both_zero + only_demand_zero);
  if (zeros && sold_pairs >= kFewestCells && 2 * sold_repeats < sold_pairs) {
    return fmt::format("is zero exactly where demand is, in {} periods, and varies elsewhere", both_zero);
  }
  if (nearly_all(both_missing, both_missing + given_alone) && nearly_all(both_given, both_given + lost_alone)) {
    return fmt::format("is missing where demand is, in {} of {} periods in which other columns are given", both_missing,
                       both_missing + given_alone);
  }
  return "";
}

void LeakSigns::add(const Panel& panel, int season) {
  columns_.resize(panel.channels().size());
  const auto lag = static_cast<std::size_t>(std::max(1, season));
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    columns_[c].name = panel.channels()[c].name;
    columns_[c].role = panel.channels()[c].role;
  }
  for (std::size_t i = 0; i < panel.series_count() && !columns_.empty(); ++i) {
    const SeriesView series(panel, i, panel.last_period(i));
    const Values demand = series.observed_history();
    std::vector<Values> values;
    std::vector<int> given(demand.size());
    for (const Channel& channel : panel.channels()) {
      values.push_back(series.channel(channel, series.first_period(), series.origin()));
      for (std::size_t t = 0; t < demand.size(); ++t) given[t] += std::isnan(values.back()[t]) ? 0 : 1;
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      columns_[c].add_cells(demand, values[c]);
      if (columns_[c].role == ChannelRole::kPastOnly) continue;
      columns_[c].add_correlation(demand, values[c], lag);
      columns_[c].add_missing(demand, values[c], given);
    }
  }
}

void LeakSigns::join(const LeakSigns& later) {
  if (columns_.empty())
    columns_ = later.columns_;
  else
    for (std::size_t c = 0; c < later.columns_.size(); ++c) columns_[c].join(later.columns_[c]);
}

void LeakSigns::note(FaultList& faults) const {
  for (const Column& column : columns_) {
    const std::string found = column.evidence();
    if (found.empty()) continue;
    const bool past = column.role == ChannelRole::kPastOnly;
    const FaultKind& kind = past ? fault::kLaterDemand : fault::kKnownAfter;
    faults.add(kind, column.name);
    faults.describe(kind, column.name, found + (past ? "" : "; it is known only after the period"));
  }
}

}  // namespace demandcast
