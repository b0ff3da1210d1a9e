// Cells put at their series' periods.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/build_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

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

Panel PanelBuilder::build(const Frequency& frequency, Period last, const Cells& cells,
                          std::vector<StaticColumn> statics) const {
  SeriesCells series;
  series.ids.reserve(groups_.series.size());
  series.target.reserve(rows_.times.size());
  series.states.reserve(rows_.times.size());
  for (const RowGroup& group : groups_.series) add_series(group, cells, last, series);
  std::vector<Channel> channels;
  for (const ChannelCells& column : cells.channels) channels.push_back(channel(column, cells.known_at));
  return Panel::of_cells(frequency, std::move(series), std::move(channels), std::move(statics));
}

void GapCount::join(const GapCount& later) {
  periods += later.periods;
  for (std::size_t i = 0; i < later.places.size() && places.size() < kPlaces; ++i) places.push_back(later.places[i]);
}

GapCount PanelBuilder::gaps(const Panel& panel) const {
  GapCount gaps;
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    const RowGroup& group = groups_.series[i];
    const Period last = panel.last_period(i);
    std::size_t here = panel.target(i).size();
    std::optional<Period> before;
    for (std::size_t r = group.begin; r < group.end && period(r) <= last; ++r) {
      if (only_plan(r, last) || period(r) == before) continue;
      before = period(r);
      --here;
    }
    if (here == 0) continue;
    gaps.periods += here;
    if (gaps.places.size() < kPlaces) {
      gaps.places.push_back(fmt::format("series \"{}\" ({})", panel.id(i), here));
    }
  }
  return gaps;
}

RowGroup PanelBuilder::told(const RowGroup& group, Period last) const {
  RowGroup told = group;
  while (told.end - 1 > told.begin && only_plan(told.end - 1, last)) --told.end;
  while (told.begin + 1 < told.end && only_plan(told.begin, last)) ++told.begin;
  return told;
}

void PanelBuilder::add_series(const RowGroup& rows, const Cells& cells, Period last, SeriesCells& series) const {
  const RowGroup group = told(rows, last);
  const Period first = period(group.begin);
  const Period end = std::min(last, period(group.end - 1)) + 1;
  const std::size_t start = series.target.size(), length = static_cast<std::size_t>(std::max<Period>(0, end - first));
  const bool zero = fill_ == FillPolicy::kZero;
  series.ids.push_back(rows_.id(group.id));
  series.first_period.push_back(first);
  series.target.resize(start + length, zero ? 0.0F : kNaN);
  series.states.resize(start + length, zero ? CellState::kObserved : CellState::kMissing);
  if (!cells.availability.empty()) series.availability.resize(start + length, 1.0F);
  series.offsets.push_back(std::ssize(series.target));
  for (std::size_t i = group.begin; i < group.end && period(i) < end; ++i) {
    if (only_plan(i, last)) continue;
    const std::size_t row = groups_.row(i);
    const std::size_t cell = start + static_cast<std::size_t>(period(i) - first);
    const bool censored = !cells.availability.empty() && cells.availability[row] < 1;
    series.target[cell] = static_cast<float>(cells.target[row]);
    if (censored) series.availability[cell] = static_cast<float>(cells.availability[row]);
    series.states[cell] = std::isnan(cells.target[row]) ? CellState::kMissing
                          : censored                    ? CellState::kCensored
                                                        : CellState::kObserved;
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
