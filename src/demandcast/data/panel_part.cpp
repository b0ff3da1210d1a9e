// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel_part.h"

#include <algorithm>

namespace demandcast {
namespace {

template <class T>
std::vector<T> cut(const std::vector<T>& values, std::size_t begin, std::size_t end) {
  return {values.begin() + static_cast<std::ptrdiff_t>(begin), values.begin() + static_cast<std::ptrdiff_t>(end)};
}

/// Rows of the channel that the part's series have, in the channel's order: one to one, or those of their groups.
std::vector<std::size_t> rows_of(const Channel& channel, std::size_t begin, std::size_t end) {
  std::vector<std::size_t> rows;
  for (std::size_t i = begin; i < end; ++i) rows.push_back(channel.row(i));
  std::ranges::sort(rows);
  rows.erase(std::ranges::unique(rows).begin(), rows.end());
  return rows;
}

Channel cut_channel(const Channel& channel, std::size_t begin, std::size_t end) {
  Channel part;
  part.name = channel.name;
  part.role = channel.role;
  const std::vector<std::size_t> rows = rows_of(channel, begin, end);
  for (const std::size_t row : rows) {
    part.first_period.push_back(channel.first_period[row]);
    part.values.insert(part.values.end(), channel.values.begin() + channel.offsets[row],
                       channel.values.begin() + channel.offsets[row + 1]);
    part.offsets.push_back(std::ssize(part.values));
    if (!channel.versions.offsets.empty()) part.versions.add_row(channel.versions, row);
  }
  if (channel.row_of_series.empty()) return part;
  for (std::size_t i = begin; i < end; ++i) {
    const auto place = std::ranges::lower_bound(rows, channel.row(i)) - rows.begin();
    part.row_of_series.push_back(static_cast<std::int32_t>(place));
  }
  return part;
}

StaticColumn cut_static(const StaticColumn& column, std::size_t begin, std::size_t end) {
  StaticColumn part;
  part.name = column.name;
  part.kind = column.kind;
  part.width = column.width;
  part.categories = column.categories;
  const auto width = static_cast<std::size_t>(column.width);
  if (column.kind == StaticKind::kCategory) {
    part.codes = cut(column.codes, begin, end);
  } else {
    part.numbers = cut(column.numbers, begin * width, end * width);
  }
  return part;
}

SeriesCells cut_cells(const Panel& panel, std::size_t begin, std::size_t end) {
  SeriesCells cells;
  std::size_t count = 0;
  for (std::size_t i = begin; i < end; ++i) count += panel.target(i).size();
  cells.target.reserve(count);
  cells.states.reserve(count);
  for (std::size_t i = begin; i < end; ++i) cells.add(panel, i);
  return cells;
}

}  // namespace

Panel part_of(const Panel& panel, std::size_t begin, std::size_t end) {
  std::vector<Channel> channels;
  std::vector<StaticColumn> statics;
  for (const Channel& channel : panel.channels()) channels.push_back(cut_channel(channel, begin, end));
  for (const StaticColumn& column : panel.statics()) statics.push_back(cut_static(column, begin, end));
  return Panel::of_cells(panel.frequency(), cut_cells(panel, begin, end), std::move(channels), std::move(statics));
}

void visit_parts(const Panel& panel, std::size_t most, const std::function<void(const Panel&)>& visit) {
  std::size_t width = std::max<std::size_t>(1, most);
  for (const StaticColumn& column : panel.statics()) width = std::max(width, column.categories.size());
  if (panel.series_count() <= width) return visit(panel);
  for (std::size_t begin = 0; begin < panel.series_count(); begin += width) {
    visit(part_of(panel, begin, std::min(begin + width, panel.series_count())));
  }
}

}  // namespace demandcast
