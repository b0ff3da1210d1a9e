// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/data_fingerprint.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

#include "demandcast/core/checksum.h"
#include "demandcast/forecast/model_directory.h"

namespace demandcast {
namespace {

/// Cells after the last that is not missing tell nothing: a file may hold them or not.
std::size_t told_cells(std::span<const CellState> states) {
  std::size_t count = states.size();
  while (count > 0 && states[count - 1] == CellState::kMissing) --count;
  return count;
}

/// What the view sees of a channel; where nothing is given at its end, a file may hold cells or not.
void add_channel(Checksum& sum, const SeriesView& series, const Channel& channel) {
  const std::size_t row = channel.row(series.index());
  const Period first = channel.first_period[row], length = channel.offsets[row + 1] - channel.offsets[row];
  std::vector<double> cells = series.channel(channel, first, first + length - 1);
  while (!cells.empty() && std::isnan(cells.back())) cells.pop_back();
  for (double& cell : cells) {
    if (std::isnan(cell)) cell = std::numeric_limits<double>::quiet_NaN();
  }
  sum.add_text(channel.name);
  const std::int64_t calendar[] = {first, std::ssize(cells)};
  sum.add_values(std::span<const std::int64_t>(calendar));
  sum.add_values(std::span<const double>(cells));
}

void add_series(Checksum& sum, const SeriesView& series) {
  sum.add_text(series.id());
  const std::span<const CellState> states = series.states();
  const std::size_t count = told_cells(states);
  const std::int64_t calendar[] = {series.first_period(), series.origin(), static_cast<std::int64_t>(count)};
  sum.add_values(std::span<const std::int64_t>(calendar));
  sum.add_values(states.first(count));
  std::vector<float> cells(series.target().begin(), series.target().begin() + static_cast<std::ptrdiff_t>(count));
  for (std::size_t i = 0; i < count; ++i) {
    if (states[i] == CellState::kMissing) cells[i] = 0;  // there is more than one NaN
  }
  sum.add_values(std::span<const float>(cells));
  sum.add_values(series.availability().first(std::min(series.availability().size(), count)));
}

}  // namespace

void DataFingerprint::add(const PanelView& view) {
  frequency_ = view.frequency().name();
  for (std::size_t i = 0; i < view.series_count(); ++i) {
    Checksum sum;
    add_series(sum, view.series(i));
    for (const Channel& channel : view.channels()) add_channel(sum, view.series(i), channel);
    const std::string digits = sum.hex();
    for (std::size_t half = 0; half < sums_.size(); ++half) {
      std::uint64_t part = 0;
      std::from_chars(digits.data() + 16 * half, digits.data() + 16 * (half + 1), part, 16);
      sums_[half] += part;
    }
    ++series_;
  }
}

std::string DataFingerprint::hex() const {
  Checksum sum;
  sum.add_text(frequency_);
  const std::uint64_t numbers[] = {series_, sums_[0], sums_[1]};
  sum.add_values(std::span<const std::uint64_t>(numbers));
  return sum.hex();
}

std::string data_fingerprint(const PanelStream& stream) {
  DataFingerprint fingerprint;
  for (std::size_t shard = 0; shard < stream.shard_count(); ++shard) {
    stream.visit(shard, [&](const PanelView& view) { fingerprint.add(view); });
  }
  return fingerprint.hex();
}

std::string data_fingerprint(const PanelView& view) {
  DataFingerprint fingerprint;
  fingerprint.add(view);
  return fingerprint.hex();
}

}  // namespace demandcast
