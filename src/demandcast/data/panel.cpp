// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/data/panel_fit.h"

namespace demandcast {
namespace {

SeriesCells cells_of(std::vector<SeriesInput> series) {
  SeriesCells cells;
  for (SeriesInput& input : series) cells.add(std::move(input));
  return cells;
}

void check_cells(const SeriesCells& cells) {
  const std::size_t series = cells.ids.size();
  const bool fit = cells.first_period.size() == series && cells.offsets.size() == series + 1 &&
                   cells.offsets.back() == std::ssize(cells.target) && cells.states.size() == cells.target.size() &&
                   (cells.availability.empty() || cells.availability.size() == cells.target.size());
  if (fit) return;
  throw DataError(fmt::format("{} ids, {} first periods, {} offsets, {} cells and {} states do not fit each other",
                              series, cells.first_period.size(), cells.offsets.size(), cells.target.size(),
                              cells.states.size()));
}

}  // namespace

void PlanVersions::add_row(const PlanVersions& from, std::size_t row) {
  if (offsets.empty()) offsets.push_back(0);
  const std::int64_t begin = from.offsets[row], end = from.offsets[row + 1];
  const auto append = [&](const auto& more, auto& all) {
    all.insert(all.end(), more.begin() + begin, more.begin() + end);
  };
  append(from.period, period);
  append(from.known_at, known_at);
  append(from.values, values);
  offsets.push_back(std::ssize(period));
}

void SeriesCells::add(SeriesInput input) {
  const std::size_t told = input.availability.empty() ? input.target.size() : input.availability.size();
  if (input.states.size() != input.target.size() || told != input.target.size()) {
    throw DataError(fmt::format("series \"{}\": {} cells but {} states and {} fractions of availability", input.id,
                                input.target.size(), input.states.size(), told));
  }
  ids.push_back(std::move(input.id));
  first_period.push_back(input.first_period);
  target.insert(target.end(), input.target.begin(), input.target.end());
  states.insert(states.end(), input.states.begin(), input.states.end());
  offsets.push_back(std::ssize(target));
  tell(input.availability);
}

void SeriesCells::add(const Panel& panel, std::size_t series) {
  const auto y = panel.target(series);
  const auto known = panel.states(series);
  ids.push_back(panel.id(series));
  first_period.push_back(panel.first_period(series));
  target.insert(target.end(), y.begin(), y.end());
  states.insert(states.end(), known.begin(), known.end());
  offsets.push_back(std::ssize(target));
  tell(panel.availability(series));
}

void SeriesCells::tell(std::span<const float> fractions) {
  if (fractions.empty() && availability.empty()) return;
  availability.resize(target.size() - fractions.size(), std::numeric_limits<float>::quiet_NaN());
  availability.insert(availability.end(), fractions.begin(), fractions.end());
}

Panel::Panel(Frequency frequency, std::vector<SeriesInput> series, std::vector<Channel> channels,
             std::vector<StaticColumn> statics)
    : Panel(of_cells(frequency, cells_of(std::move(series)), std::move(channels), std::move(statics))) {}

Panel Panel::of_cells(Frequency frequency, SeriesCells cells, std::vector<Channel> channels,
                      std::vector<StaticColumn> statics) {
  check_cells(cells);
  Panel panel;
  panel.frequency_ = frequency;
  panel.ids_ = std::move(cells.ids);
  panel.first_period_ = std::move(cells.first_period);
  panel.offsets_ = std::move(cells.offsets);
  panel.target_ = std::move(cells.target);
  panel.states_ = std::move(cells.states);
  panel.availability_ = std::move(cells.availability);
  panel.channels_ = std::move(channels);
  panel.statics_ = std::move(statics);
  for (std::size_t i = 0; i < panel.target_.size(); ++i) {
    if (panel.states_[i] == CellState::kMissing) panel.target_[i] = std::numeric_limits<float>::quiet_NaN();
  }
  panel.order_ids();
  for (const Channel& channel : panel.channels_) check_channel(channel, panel.ids_.size());
  for (const StaticColumn& column : panel.statics_) check_static(column, panel.ids_.size());
  return panel;
}

void Panel::order_ids() {
  if (!std::is_sorted(ids_.begin(), ids_.end())) {
    by_id_.resize(ids_.size());
    std::iota(by_id_.begin(), by_id_.end(), 0U);
    std::sort(by_id_.begin(), by_id_.end(), [&](std::uint32_t a, std::uint32_t b) { return ids_[a] < ids_[b]; });
  }
  for (std::size_t rank = 1; rank < ids_.size(); ++rank) {
    const std::string& id = ids_[series_by_id(rank)];
    if (id == ids_[series_by_id(rank - 1)]) throw DataError(fmt::format("series \"{}\" comes twice", id));
  }
}

std::optional<std::size_t> Panel::find(std::string_view id) const {
  std::size_t begin = 0, end = ids_.size();
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (ids_[series_by_id(middle)] < id) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  if (begin == ids_.size() || ids_[series_by_id(begin)] != id) return std::nullopt;
  return series_by_id(begin);
}

Period Panel::last_period() const {
  std::optional<Period> last;
  for (std::size_t i = 0; i < series_count(); ++i) {
    if (offsets_[i + 1] > offsets_[i]) last = std::max(last.value_or(last_period(i)), last_period(i));
  }
  if (!last) throw DataError("the panel has no cell of any series");
  return *last;
}

std::span<const float> Panel::target(std::size_t series) const {
  return std::span(target_).subspan(static_cast<std::size_t>(offsets_[series]),
                                    static_cast<std::size_t>(offsets_[series + 1] - offsets_[series]));
}

std::span<const CellState> Panel::states(std::size_t series) const {
  return std::span(states_).subspan(static_cast<std::size_t>(offsets_[series]),
                                    static_cast<std::size_t>(offsets_[series + 1] - offsets_[series]));
}

std::span<const float> Panel::availability(std::size_t series) const {
  if (availability_.empty()) return {};
  return std::span(availability_).subspan(static_cast<std::size_t>(offsets_[series]), target(series).size());
}

const StaticColumn* Panel::find_static(std::string_view name) const {
  const auto found = std::find_if(statics_.begin(), statics_.end(), [&](const auto& s) { return s.name == name; });
  return found == statics_.end() ? nullptr : &*found;
}

}  // namespace demandcast
