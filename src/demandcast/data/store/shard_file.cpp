// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/shard_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/data/longest_span.h"
#include "demandcast/data/store/array_file.h"

namespace demandcast {
namespace {

void write_series(const Panel& panel, ArrayFileWriter& writer) {
  std::vector<Period> first;
  std::vector<std::int64_t> offsets{0};
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    first.push_back(panel.first_period(i));
    offsets.push_back(offsets.back() + std::ssize(panel.target(i)));
  }
  writer.add_texts("ids", panel.ids());
  writer.add("first_period", first);
  writer.add("offsets", offsets);
  const float* target = panel.series_count() == 0 ? nullptr : panel.target(0).data();  // of all series, in one piece
  const CellState* states = panel.series_count() == 0 ? nullptr : panel.states(0).data();
  writer.add("target", std::span(target, panel.cell_count()));
  writer.add("states", std::span(states, panel.cell_count()));
  if (panel.series_count() == 0 || panel.availability(0).data() == nullptr) return;
  writer.add("availability", std::span(panel.availability(0).data(), panel.cell_count()));
}

void write_channel(const Channel& channel, const std::string& place, ArrayFileWriter& writer) {
  writer.add(place + "/first_period", channel.first_period);
  writer.add(place + "/offsets", channel.offsets);
  writer.add(place + "/values", channel.values);
  if (!channel.row_of_series.empty()) writer.add(place + "/row_of_series", channel.row_of_series);
  if (channel.versions.offsets.empty()) return;
  writer.add(place + "/versions/offsets", channel.versions.offsets);
  writer.add(place + "/versions/period", channel.versions.period);
  writer.add(place + "/versions/known_at", channel.versions.known_at);
  writer.add(place + "/versions/values", channel.versions.values);
}

void write_static(const StaticColumn& column, const std::string& place, ArrayFileWriter& writer) {
  if (column.kind != StaticKind::kCategory) return writer.add(place + "/numbers", column.numbers);
  writer.add(place + "/codes", column.codes);
  writer.add_texts(place + "/categories", column.categories);
}

PlanVersions read_versions(const StoredColumn& stored, const std::string& place, const ArrayFileReader& reader) {
  PlanVersions versions;
  if (!reader.has(place + "/versions/offsets")) return versions;
  versions.offsets = reader.copy<std::int64_t>(place + "/versions/offsets");
  versions.period = reader.copy<Period>(place + "/versions/period");
  versions.known_at = reader.copy<Timestamp>(place + "/versions/known_at");
  versions.values = reader.copy<float>(place + "/versions/values");
  if (!are_offsets(versions.offsets, versions.period.size())) {
    reader.refuse(fmt::format("the versions of channel \"{}\" do not fit together", stored.name));
  }
  return versions;
}

/// Firsts so far off that their lengths and ends are no numbers are damage.
std::vector<Period> read_first_periods(const std::string& name, Period newest, const ArrayFileReader& reader) {
  auto first = reader.copy<Period>(name);
  if (std::ranges::any_of(first, [&](Period period) { return spans_too_much(period, newest); })) {
    reader.refuse(fmt::format("\"{}\" holds periods far from all others", name));
  }
  return first;
}

Channel read_channel(const StoredColumn& stored, const std::string& place, Period newest,
                     const ArrayFileReader& reader) {
  Channel channel;
  channel.name = stored.name;
  channel.role = stored.role;
  channel.first_period = read_first_periods(place + "/first_period", newest, reader);
  channel.offsets = reader.copy<std::int64_t>(place + "/offsets");
  channel.values = reader.copy<float>(place + "/values");
  if (!are_offsets(channel.offsets, channel.values.size())) {
    reader.refuse(fmt::format("the rows of channel \"{}\" do not fit together", stored.name));
  }
  channel.versions = read_versions(stored, place, reader);
  if (!reader.has(place + "/row_of_series")) return channel;
  channel.row_of_series = reader.copy<std::int32_t>(place + "/row_of_series");
  const auto rows = std::ssize(channel.first_period);
  if (std::ranges::any_of(channel.row_of_series, [&](auto row) { return row < 0 || row >= rows; })) {
    reader.refuse(fmt::format("channel \"{}\" names rows that it lacks", stored.name));
  }
  return channel;
}

/// Codes of the shard's own categories become codes of the store's.
StaticColumn read_static(const StoredColumn& stored, const std::string& place, const ArrayFileReader& reader) {
  StaticColumn column;
  column.name = stored.name;
  column.kind = stored.kind;
  column.width = stored.width;
  if (stored.kind != StaticKind::kCategory) {
    column.numbers = reader.copy<float>(place + "/numbers");
    return column;
  }
  column.categories = stored.categories;
  std::vector<std::int32_t> code_of;
  for (const std::string& word : reader.texts(place + "/categories")) {
    const auto found = std::ranges::lower_bound(stored.categories, word);
    if (found == stored.categories.end() || *found != word) {
      reader.refuse(fmt::format("a category of static \"{}\" is not in the store's list", stored.name));
    }
    code_of.push_back(static_cast<std::int32_t>(found - stored.categories.begin()));
  }
  for (const std::int32_t code : reader.get<std::int32_t>(place + "/codes")) {
    if (code < -1 || code >= std::ssize(code_of)) {
      reader.refuse(fmt::format("static \"{}\" holds codes without a category", stored.name));
    }
    column.codes.push_back(code < 0 ? -1 : code_of[static_cast<std::size_t>(code)]);
  }
  return column;
}

SeriesCells read_series(Period newest, const ArrayFileReader& reader) {
  SeriesCells cells;
  cells.ids = reader.texts("ids");
  cells.first_period = read_first_periods("first_period", newest, reader);
  cells.offsets = reader.copy<std::int64_t>("offsets");
  cells.target = reader.copy<float>("target");
  cells.states = reader.copy<CellState>("states");
  if (reader.has("availability")) cells.availability = reader.copy<float>("availability");
  const auto unknown = [](CellState state) { return state > CellState::kCensored; };
  if (!are_offsets(cells.offsets, cells.target.size()) || std::ranges::any_of(cells.states, unknown)) {
    reader.refuse("the cells do not fit together");
  }
  return cells;
}

}  // namespace

ShardStamp write_shard(const Panel& panel, const std::filesystem::path& folder, const std::string& name) {
  ArrayFileWriter writer(folder, name);
  write_series(panel, writer);
  for (std::size_t i = 0; i < panel.channels().size(); ++i) {
    write_channel(panel.channels()[i], fmt::format("channels/{}", i), writer);
  }
  for (std::size_t i = 0; i < panel.statics().size(); ++i) {
    write_static(panel.statics()[i], fmt::format("statics/{}", i), writer);
  }
  return {writer.finish(), panel.series_count(), panel.cell_count()};
}

Panel read_shard(const ShardStamp& stamp, const std::filesystem::path& folder, const StoredColumns& columns) {
  const ArrayFileReader reader(folder, stamp.file);
  std::vector<Channel> channels;
  std::vector<StaticColumn> statics;
  for (std::size_t i = 0; i < columns.channels.size(); ++i) {
    channels.push_back(read_channel(columns.channels[i], fmt::format("channels/{}", i), columns.newest, reader));
  }
  for (std::size_t i = 0; i < columns.statics.size(); ++i) {
    statics.push_back(read_static(columns.statics[i], fmt::format("statics/{}", i), reader));
  }
  try {
    return Panel::of_cells(columns.frequency, read_series(columns.newest, reader), std::move(channels),
                           std::move(statics));
  } catch (const DataError& error) {
    reader.refuse(error.what());
  }
}

}  // namespace demandcast
