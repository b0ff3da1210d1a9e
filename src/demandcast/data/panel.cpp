// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

void check_channel(const Channel& channel, std::size_t series_count) {
  const std::size_t rows = channel.first_period.size();
  const bool rows_fit = channel.offsets.size() == rows + 1 && channel.offsets.back() == std::ssize(channel.values);
  const bool series_fit =
      channel.row_of_series.empty() ? rows == series_count : channel.row_of_series.size() == series_count;
  if (!rows_fit || !series_fit) {
    throw DataError(fmt::format("channel \"{}\": {} rows and {} values do not fit {} series", channel.name, rows,
                                channel.values.size(), series_count));
  }
}

void check_static(const StaticColumn& column, std::size_t series_count) {
  const std::size_t cells = column.kind == StaticKind::kCategory ? column.codes.size() : column.numbers.size();
  if (cells != series_count * static_cast<std::size_t>(column.width)) {
    throw DataError(fmt::format("static \"{}\": {} values for {} series of width {}", column.name, cells, series_count,
                                column.width));
  }
}

}  // namespace

Panel::Panel(Frequency frequency, std::vector<SeriesInput> series, std::vector<Channel> channels,
             std::vector<StaticColumn> statics)
    : frequency_(frequency), channels_(std::move(channels)), statics_(std::move(statics)) {
  ids_.reserve(series.size());
  for (SeriesInput& input : series) {
    if (input.states.size() != input.target.size()) {
      throw DataError(
          fmt::format("series \"{}\": {} cells but {} states", input.id, input.target.size(), input.states.size()));
    }
    if (!index_.emplace(input.id, ids_.size()).second)
      throw DataError(fmt::format("series \"{}\" comes twice", input.id));
    ids_.push_back(std::move(input.id));
    first_period_.push_back(input.first_period);
    for (std::size_t t = 0; t < input.target.size(); ++t) {
      const bool missing = input.states[t] == CellState::kMissing;
      target_.push_back(missing ? std::numeric_limits<float>::quiet_NaN() : input.target[t]);
    }
    states_.insert(states_.end(), input.states.begin(), input.states.end());
    offsets_.push_back(std::ssize(target_));
  }
  for (const Channel& channel : channels_) check_channel(channel, ids_.size());
  for (const StaticColumn& column : statics_) check_static(column, ids_.size());
}

std::optional<std::size_t> Panel::find(std::string_view id) const {
  const auto found = index_.find(std::string(id));
  if (found == index_.end()) return std::nullopt;
  return found->second;
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

const StaticColumn* Panel::find_static(std::string_view name) const {
  const auto found = std::find_if(statics_.begin(), statics_.end(), [&](const auto& s) { return s.name == name; });
  return found == statics_.end() ? nullptr : &*found;
}

}  // namespace demandcast
