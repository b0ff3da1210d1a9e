// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/packed_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/data/panel_events.h"
#include "demandcast/data/store/array_file.h"
#include "demandcast/data/store/store_manifest.h"

namespace demandcast {
namespace fs = std::filesystem;

struct PackedStore::Contents {
  fs::path directory;
  StoreManifest manifest;
  std::optional<PanelEvents> events;

  Panel bare_shard(std::size_t shard) const { return read_shard(manifest.shards[shard], directory, manifest.columns); }
  Panel with_events(Panel panel) const {
    if (!events) return panel;
    return events->add_to(std::move(panel), manifest.summary.source.id, manifest.summary.newest);
  }
};

namespace {

void check_file(const fs::path& directory, const ArrayFile& file) {
  std::error_code ignored;
  const fs::path place = directory / file.file;
  if (fs::file_size(place, ignored) == file.bytes) return;
  throw FormatError(
      fmt::format("\"{}\": is not there or was cut; copy the store again or pack the data anew", place.string()));
}

}  // namespace

PackedStore::PackedStore(const fs::path& directory) {
  const fs::path place = directory / kStoreManifest;
  std::error_code ignored;
  if (!fs::exists(place, ignored)) {
    throw FormatError(fmt::format("\"{}\" is no store: it has no manifest.json", directory.string()));
  }
  auto contents = std::make_unique<Contents>();
  contents->directory = directory;
  contents->manifest = read_store_manifest(read_file(place), place.string());
  StoreManifest& manifest = contents->manifest;
  for (const ShardStamp& shard : manifest.shards) {
    check_file(directory, shard.file);
    for (const ArrayFile& file : shard.additions) check_file(directory, file);
  }
  const ArrayFileReader texts(directory, manifest.texts);
  for (std::size_t i = 0; i < manifest.columns.statics.size(); ++i) {
    StoredColumn& column = manifest.columns.statics[i];
    if (column.kind == StaticKind::kCategory) column.categories = texts.texts(fmt::format("statics/{}", i));
  }
  contents_ = std::move(contents);
}

PackedStore::PackedStore(const fs::path& directory, const EventSource& events) : PackedStore(directory) {
  if (!events.empty()) contents_->events.emplace(events);
}

PackedStore::~PackedStore() = default;
PackedStore::PackedStore(PackedStore&&) noexcept = default;
PackedStore& PackedStore::operator=(PackedStore&&) noexcept = default;

const fs::path& PackedStore::directory() const { return contents_->directory; }
const StoreManifest& PackedStore::manifest() const { return contents_->manifest; }
const StoreSummary& PackedStore::summary() const { return contents_->manifest.summary; }
std::size_t PackedStore::shard_count() const { return contents_->manifest.shards.size(); }
std::size_t PackedStore::series_count(std::size_t shard) const { return contents_->manifest.shards[shard].series; }
std::size_t PackedStore::cell_count(std::size_t shard) const { return contents_->manifest.shards[shard].cells; }

Panel PackedStore::shard(std::size_t shard) const { return contents_->with_events(contents_->bare_shard(shard)); }

namespace {

/// A channel of groups becomes one of series.
void append_row(const Channel& from, std::size_t series, Channel& to) {
  const std::size_t row = from.row(series);
  to.name = from.name;
  to.role = from.role;
  to.first_period.push_back(from.first_period[row]);
  to.values.insert(to.values.end(), from.values.begin() + from.offsets[row],
                   from.values.begin() + from.offsets[row + 1]);
  to.offsets.push_back(std::ssize(to.values));
  if (!from.versions.offsets.empty()) to.versions.add_row(from.versions, row);
}

void append_static(const StaticColumn& from, std::size_t series, StaticColumn& to) {
  if (to.name.empty()) {
    to = from;
    to.codes.clear();
    to.numbers.clear();
  }
  if (from.kind == StaticKind::kCategory) return to.codes.push_back(from.codes[series]);
  const auto begin = from.numbers.begin() + static_cast<std::ptrdiff_t>(series) * from.width;
  to.numbers.insert(to.numbers.end(), begin, begin + from.width);
}

}  // namespace

Panel PackedStore::whole() const {
  std::vector<Panel> shards;
  struct Place {
    std::size_t shard, series;
  };
  std::vector<Place> order;
  for (std::size_t s = 0; s < shard_count(); ++s) {
    shards.push_back(contents_->bare_shard(s));
    for (std::size_t i = 0; i < shards.back().series_count(); ++i) order.push_back({s, i});
  }
  std::ranges::sort(order, {}, [&](const Place& at) -> const std::string& { return shards[at.shard].id(at.series); });
  SeriesCells cells;
  std::vector<Channel> channels(contents_->manifest.columns.channels.size());
  std::vector<StaticColumn> statics(contents_->manifest.columns.statics.size());
  for (const auto& [s, i] : order) {
    cells.add(shards[s], i);
    for (std::size_t c = 0; c < channels.size(); ++c) append_row(shards[s].channels()[c], i, channels[c]);
    for (std::size_t c = 0; c < statics.size(); ++c) append_static(shards[s].statics()[c], i, statics[c]);
  }
  return contents_->with_events(
      Panel::of_cells(summary().frequency, std::move(cells), std::move(channels), std::move(statics)));
}

bool is_packed_store(const fs::path& path) {
  std::error_code ignored;
  const fs::path place = path / kStoreManifest;
  return fs::is_directory(path, ignored) && fs::is_regular_file(place, ignored) && is_store_manifest(read_file(place));
}

void StoreStream::visit(std::size_t shard, const std::function<void(const PanelView&)>& visit) const {
  const Panel panel = store_.shard(shard);
  if (!per_series_) return visit(PanelView(panel, store_.summary().newest).with_newest_plans());
  std::vector<Period> origins;
  for (std::size_t i = 0; i < panel.series_count(); ++i) origins.push_back(panel.last_period(i));
  visit(PanelView(panel, std::move(origins)).with_newest_plans());
}

}  // namespace demandcast
