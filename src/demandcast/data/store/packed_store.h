// A panel on disk, in shards of whole series: read shard by shard, whatever the size of the catalogue.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "demandcast/data/panel_view.h"
#include "demandcast/data/read_panel.h"

namespace demandcast {

/// What a store holds, and what was found when the data were packed.
struct StoreSummary {
  static constexpr int kFormatVersion = 3;
  DataSource source;  ///< roles, policies and frequency; `path` is what was packed
  Frequency frequency;
  Period newest = 0;  ///< the last period with demand of any series
  std::size_t rows = 0, series = 0, cells = 0;
  std::vector<Fault> warnings;
  std::vector<std::string> unused_columns;
  std::string library_version;
  int format_version = kFormatVersion;  ///< that it was read from
  int appended = 0;                     ///< how often rows were appended
};

struct StoreManifest;

/// Opened for reading; safe to read from several threads. Series lie in shards by hash of their id, in order of their
/// ids' bytes within. The format is told in docs/formats/store.md.
class PackedStore {
 public:
  /// Reads the manifest. Throws FormatError: no manifest, a newer format version, changed, a shard that is not there or
  /// was cut.
  explicit PackedStore(const std::filesystem::path& directory);
  /// Shards, and the whole, have these events as channels (PanelEvents). Throws what read_event_table throws.
  PackedStore(const std::filesystem::path& directory, const EventSource& events);
  ~PackedStore();
  PackedStore(PackedStore&&) noexcept;
  PackedStore& operator=(PackedStore&&) noexcept;

  const StoreSummary& summary() const;
  std::size_t shard_count() const;
  std::size_t series_count(std::size_t shard) const;
  std::size_t cell_count(std::size_t shard) const;
  /// The panel of a shard; statics have the same categories in all. Throws FormatError where the file was changed.
  Panel shard(std::size_t shard) const;
  /// Where its files lie, and what its manifest says of them; for this room.
  const std::filesystem::path& directory() const;
  const StoreManifest& manifest() const;
  /// All shards as one panel, series in order of their ids, as read_panel would give it.
  Panel whole() const;

 private:
  struct Contents;
  std::unique_ptr<Contents> contents_;
};

/// Whether `path` is a directory whose manifest says that it is a store.
bool is_packed_store(const std::filesystem::path& path);

/// The shards of a store, each up to its newest periods: what an estimator fits on.
class StoreStream final : public PanelStream {
 public:
  /// Origins are the store's newest period or, `per_series`, the last period of each series.
  StoreStream(const PackedStore& store, bool per_series) : store_(store), per_series_(per_series) {}
  std::size_t shard_count() const override { return store_.shard_count(); }
  void visit(std::size_t shard, const std::function<void(const PanelView&)>& visit) const override;

 private:
  const PackedStore& store_;
  bool per_series_;
};

}  // namespace demandcast
