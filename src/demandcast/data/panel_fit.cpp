// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel_fit.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

/// In order, within the cells of their row.
void check_versions(const Channel& channel) {
  const PlanVersions& versions = channel.versions;
  if (versions.offsets.empty() && versions.empty()) return;
  const std::size_t rows = channel.first_period.size(), count = versions.period.size();
  bool fit = channel.role == ChannelRole::kKnownFuture && versions.offsets.size() == rows + 1 &&
             versions.offsets.back() == std::ssize(versions.period) && versions.known_at.size() == count &&
             versions.values.size() == count;
  for (std::size_t row = 0; fit && row < rows; ++row) {
    const Period first = channel.first_period[row], length = channel.offsets[row + 1] - channel.offsets[row];
    const auto begin = static_cast<std::size_t>(versions.offsets[row]);
    const auto end = static_cast<std::size_t>(versions.offsets[row + 1]);
    for (std::size_t v = begin; fit && v < end; ++v) {
      fit = versions.period[v] >= first && versions.period[v] < first + length;
      if (v == begin || !fit) continue;
      fit = std::pair(versions.period[v - 1], versions.known_at[v - 1]) <
            std::pair(versions.period[v], versions.known_at[v]);
    }
  }
  if (!fit) throw DataError(fmt::format("channel \"{}\": its {} versions do not fit its cells", channel.name, count));
}

}  // namespace

void check_channel(const Channel& channel, std::size_t series_count) {
  const std::size_t rows = channel.first_period.size();
  const bool rows_fit = channel.offsets.size() == rows + 1 && channel.offsets.back() == std::ssize(channel.values);
  const bool series_fit =
      channel.row_of_series.empty() ? rows == series_count : channel.row_of_series.size() == series_count;
  if (!rows_fit || !series_fit) {
    throw DataError(fmt::format("channel \"{}\": {} rows and {} values do not fit {} series", channel.name, rows,
                                channel.values.size(), series_count));
  }
  check_versions(channel);
}

void check_static(const StaticColumn& column, std::size_t series_count) {
  const std::size_t cells = column.kind == StaticKind::kCategory ? column.codes.size() : column.numbers.size();
  if (cells != series_count * static_cast<std::size_t>(column.width)) {
    throw DataError(fmt::format("static \"{}\": {} values for {} series of width {}", column.name, cells, series_count,
                                column.width));
  }
}

}  // namespace demandcast
