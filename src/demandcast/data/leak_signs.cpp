// Counts of equal, zero and missing cells, and what they and the correlations say.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/leak_signs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/hashed.h"
#include "demandcast/data/panel_view.h"
#include "demandcast/data/surprise_correlation.h"

namespace demandcast {
namespace {

using Values = std::vector<double>;

constexpr double kTogether = 0.7, kQuiet = 0.35, kNearlyAll = 0.98;
constexpr std::size_t kFewestCells = 20;
constexpr std::size_t kEnoughSeries = 4'096;

bool nearly_all(std::size_t part, std::size_t whole) {
  return whole >= kFewestCells && static_cast<double>(part) >= kNearlyAll * static_cast<double>(whole);
}

}  // namespace

void LeakSigns::Column::add_correlation(const Values& demand, const Values& values, std::size_t season) {
  const auto found = surprise_correlation(demand, values, season);
  if (!found) return;
  series += 1;
  plain += found->plain;
  own += found->told_by_past;
  together += found->surprises;
  if (std::isnan(found->calm)) return;
  quiet_series += 1;
  quiet += found->calm;
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
  const std::size_t every = std::max<std::size_t>(1, panel.series_count() / kEnoughSeries);
  for (std::size_t i = 0; i < panel.series_count() && !columns_.empty(); ++i) {
    if (hashed(i) % every != 0) continue;  // not each n-th: series lie in an order
    const SeriesView series(panel, i, panel.last_period(i), PlanSight::kNewest);
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
