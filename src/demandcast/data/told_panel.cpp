// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/told_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "demandcast/core/error.h"
#include "demandcast/data/panel_fit.h"

namespace demandcast {
namespace {

/// Moves what is kept of each series' cells to the front, in place.
template <class T>
void keep_cells(std::vector<T>& cells, const std::vector<std::int64_t>& from, const std::vector<std::int64_t>& kept) {
  if (cells.empty()) return;
  for (std::size_t i = 0; i + 1 < kept.size(); ++i) {
    if (from[i] == kept[i]) continue;  // nothing was cut before
    const auto begin = cells.begin() + from[i];
    std::move(begin, begin + (kept[i + 1] - kept[i]), cells.begin() + kept[i]);
  }
  cells.resize(static_cast<std::size_t>(kept.back()));
}

template <class T>
void add_run(const std::vector<T>& from, const std::vector<std::int64_t>& offsets, std::size_t row,
             std::vector<T>& to) {
  if (!from.empty()) to.insert(to.end(), from.begin() + offsets[row], from.begin() + offsets[row + 1]);
}

Channel chosen_rows(const Channel& channel, std::span<const std::size_t> places) {
  Channel chosen{channel.name, channel.role, {0}, {}, {}, {}, {}};
  for (const std::size_t place : places) {
    const std::size_t row = channel.row(place);
    chosen.first_period.push_back(channel.first_period[row]);
    add_run(channel.values, channel.offsets, row, chosen.values);
    chosen.offsets.push_back(std::ssize(chosen.values));
    if (!channel.versions.offsets.empty()) chosen.versions.add_row(channel.versions, row);
  }
  return chosen;
}

StaticColumn chosen_values(const StaticColumn& column, std::span<const std::size_t> places) {
  StaticColumn chosen{column.name, column.kind, column.width, {}, {}, column.categories};
  for (const std::size_t place : places) {
    if (column.kind == StaticKind::kCategory) {
      chosen.codes.push_back(column.codes[place]);
      continue;
    }
    const auto begin = column.numbers.begin() + static_cast<std::ptrdiff_t>(place) * column.width;
    chosen.numbers.insert(chosen.numbers.end(), begin, begin + column.width);
  }
  return chosen;
}

CellState state_of(ToldState told, FillPolicy fill) {
  if (told != ToldState::kNoRow) return static_cast<CellState>(told);
  return fill == FillPolicy::kZero ? CellState::kObserved : CellState::kMissing;
}

}  // namespace

void check_fit(const ToldPanel& told) {
  const std::size_t series = told.series_count(), cells = told.target.size();
  const bool fit = told.first_period.size() == series && told.offsets.size() == series + 1 &&
                   told.offsets.back() == std::ssize(told.target) && told.states.size() == cells &&
                   (told.availability.empty() || told.availability.size() == cells);
  if (!fit) throw DataError("its series and cells do not fit each other");
  if (std::ranges::adjacent_find(told.ids, std::greater_equal<>()) != told.ids.end()) {
    throw DataError("its ids are not in order");
  }
  for (const Channel& channel : told.channels) check_channel(channel, series);
  for (const StaticColumn& column : told.statics) check_static(column, series);
}

std::size_t cells_until(const ToldPanel& told, std::size_t series, Period newest) {
  const Period first = told.first_period[series];
  return first > newest ? 0 : std::min(told.length(series), static_cast<std::size_t>(newest - first + 1));
}

ToldPanel chosen_series(const ToldPanel& told, std::span<const std::size_t> places) {
  ToldPanel chosen;
  for (const std::size_t place : places) {
    chosen.ids.push_back(told.ids[place]);
    chosen.first_period.push_back(told.first_period[place]);
    add_run(told.target, told.offsets, place, chosen.target);
    add_run(told.states, told.offsets, place, chosen.states);
    add_run(told.availability, told.offsets, place, chosen.availability);
    chosen.offsets.push_back(std::ssize(chosen.target));
  }
  for (const Channel& channel : told.channels) chosen.channels.push_back(chosen_rows(channel, places));
  for (const StaticColumn& column : told.statics) chosen.statics.push_back(chosen_values(column, places));
  return chosen;
}

Panel panel_of(ToldPanel told, const Frequency& frequency, Period newest, FillPolicy fill) {
  std::vector<std::int64_t> kept{0};
  kept.reserve(told.offsets.size());
  for (std::size_t i = 0; i < told.series_count(); ++i) {
    kept.push_back(kept.back() + static_cast<std::int64_t>(cells_until(told, i, newest)));
  }
  keep_cells(told.target, told.offsets, kept);
  keep_cells(told.states, told.offsets, kept);
  keep_cells(told.availability, told.offsets, kept);
  SeriesCells cells;
  cells.states.reserve(told.states.size());
  for (std::size_t i = 0; i < told.states.size(); ++i) {
    cells.states.push_back(state_of(told.states[i], fill));
    if (fill == FillPolicy::kZero && told.states[i] == ToldState::kNoRow) told.target[i] = 0;
  }
  for (float& fraction : told.availability) fraction = std::isnan(fraction) ? 1.0F : fraction;
  cells.ids = std::move(told.ids);
  cells.first_period = std::move(told.first_period);
  cells.offsets = std::move(kept);
  cells.target = std::move(told.target);
  cells.availability = std::move(told.availability);
  return Panel::of_cells(frequency, std::move(cells), std::move(told.channels), std::move(told.statics));
}

}  // namespace demandcast
