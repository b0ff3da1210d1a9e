// Cells put at their series' periods.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/build_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/data/longest_span.h"

namespace demandcast {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t kPlaces = 5;

}  // namespace

void PanelBuilder::check_lengths(Period newest, FaultList& faults) const {
  for (const RowGroup& group : groups_.series) {
    const bool itself = spans_too_much(period(group.begin), period(group.end - 1));
    if (!itself && !spans_too_much(period(group.begin), newest)) continue;
    faults.add(fault::kTooLong, rows_.time_column,
               [&] { return rows_.place(groups_.row(itself ? group.end - 1 : group.begin)); });
  }
}

ToldPanel PanelBuilder::build(const Cells& cells, std::vector<StaticColumn> statics) const {
  ToldPanel panel;
  panel.ids.reserve(groups_.series.size());
  panel.target.reserve(rows_.times.size());
  panel.states.reserve(rows_.times.size());
  for (const RowGroup& group : groups_.series) add_series(group, cells, panel);
  for (const ChannelCells& column : cells.channels) panel.channels.push_back(channel(column, cells.known_at));
  panel.statics = std::move(statics);
  return panel;
}

void GapCount::join(const GapCount& later) {
  periods += later.periods;
  for (std::size_t i = 0; i < later.places.size() && places.size() < kPlaces; ++i) places.push_back(later.places[i]);
}

GapCount gaps_of(const ToldPanel& told, Period newest) {
  GapCount gaps;
  for (std::size_t i = 0; i < told.series_count(); ++i) {
    const auto first = told.states.begin() + told.offsets[i];
    const auto last = first + static_cast<std::ptrdiff_t>(cells_until(told, i, newest));
    const auto here = static_cast<std::size_t>(std::count(first, last, ToldState::kNoRow));
    if (here == 0) continue;
    gaps.periods += here;
    if (gaps.places.size() < kPlaces) gaps.places.push_back(fmt::format("series \"{}\" ({})", told.ids[i], here));
  }
  return gaps;
}

RowGroup PanelBuilder::told(const RowGroup& group) const {
  RowGroup told = group;
  while (told.end > told.begin && only_plan(told.end - 1)) --told.end;
  while (told.begin < told.end && only_plan(told.begin)) ++told.begin;
  return told;
}

void PanelBuilder::add_series(const RowGroup& rows, const Cells& cells, ToldPanel& panel) const {
  const RowGroup group = told(rows);
  const Period first = period(group.begin < group.end ? group.begin : rows.begin);
  const std::size_t start = panel.target.size();
  const std::size_t length = group.begin == group.end ? 0 : static_cast<std::size_t>(period(group.end - 1) - first + 1);
  panel.ids.push_back(rows_.id(group.id));
  panel.first_period.push_back(first);
  panel.target.resize(start + length, kNaN);
  panel.states.resize(start + length, ToldState::kNoRow);
  if (!cells.availability.empty()) panel.availability.resize(start + length, kNaN);
  panel.offsets.push_back(std::ssize(panel.target));
  for (std::size_t i = group.begin; i < group.end; ++i) {
    if (only_plan(i)) continue;
    const std::size_t row = groups_.row(i);
    const std::size_t cell = start + static_cast<std::size_t>(period(i) - first);
    const bool censored = !cells.availability.empty() && cells.availability[row] < 1;
    panel.target[cell] = static_cast<float>(cells.target[row]);
    if (!cells.availability.empty()) panel.availability[cell] = static_cast<float>(cells.availability[row]);
    panel.states[cell] = std::isnan(cells.target[row]) ? ToldState::kMissing
                         : censored                    ? ToldState::kCensored
                                                       : ToldState::kObserved;
  }
}

Channel PanelBuilder::channel(const ChannelCells& cells, const std::vector<Timestamp>& known_at) const {
  Channel result;
  result.name = cells.name;
  result.role = cells.role;
  for (const RowGroup& group : groups_.series) {
    const Period first = period(group.begin);
    const std::size_t start = result.values.size();
    result.values.resize(start + static_cast<std::size_t>(period(group.end - 1) - first + 1), kNaN);
    for (std::size_t i = group.begin; i < group.end; ++i) {
      const auto value = static_cast<float>(cells.numbers[groups_.row(i)]);
      if (!std::isnan(value)) result.values[start + static_cast<std::size_t>(period(i) - first)] = value;
    }
    result.first_period.push_back(first);
    result.offsets.push_back(std::ssize(result.values));
  }
  if (cells.role == ChannelRole::kKnownFuture && !known_at.empty()) result.versions = versions(cells, known_at);
  return result;
}

/// Cells of one version that was always known have none.
PlanVersions PanelBuilder::versions(const ChannelCells& cells, const std::vector<Timestamp>& known_at) const {
  PlanVersions versions;
  versions.offsets.push_back(0);
  for (const RowGroup& group : groups_.series) {
    for (std::size_t i = group.begin, end = i; i < group.end; i = end) {
      const std::size_t start = versions.period.size();
      for (; end < group.end && period(end) == period(i); ++end) {
        const std::size_t row = groups_.row(end);
        if (std::isnan(cells.numbers[row])) continue;
        versions.period.push_back(period(i));
        versions.known_at.push_back(known_at[row]);
        versions.values.push_back(static_cast<float>(cells.numbers[row]));
      }
      const bool always = versions.period.size() == start + 1 && versions.known_at.back() == PlanVersions::kAlwaysKnown;
      if (!always) continue;
      versions.period.pop_back();
      versions.known_at.pop_back();
      versions.values.pop_back();
    }
    versions.offsets.push_back(std::ssize(versions.period));
  }
  return versions;
}

}  // namespace demandcast
