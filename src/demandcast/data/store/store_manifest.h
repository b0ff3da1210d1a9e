// manifest.json of a store; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "demandcast/data/store/packed_store.h"
#include "demandcast/data/store/shard_file.h"

namespace demandcast {

struct StoreManifest {
  StoreSummary summary;
  StoredColumns columns;  ///< categories are in the file of texts, as statics/N
  ArrayFile texts;
  std::vector<ShardStamp> shards;
};

inline constexpr const char* kStoreManifest = "manifest.json";

/// Throws FormatError when a name is not UTF-8.
std::string store_manifest_text(const StoreManifest& manifest);

/// The columns of a shard, with the categories that it has.
StoredColumns columns_of(const ToldPanel& told);
/// The columns of any shard with the categories of all.
StoredColumns joined_columns(const std::vector<StoredColumns>& shards);

/// Sums up the shards, then writes the file of texts and, last of all, manifest.json, which makes a store of the files
/// in `folder`. Throws WriteError, and FormatError as store_manifest_text does.
void write_manifest(StoreManifest& manifest, const std::filesystem::path& folder,
                    const std::string& texts_name = "texts.bin");

/// Undoes it. Throws FormatError: no JSON, no store, a newer format version, changed since it was written.
StoreManifest read_store_manifest(const std::string& text, const std::string& place);

/// Whether the text starts as the manifest of a store does.
bool is_store_manifest(const std::string& text);

}  // namespace demandcast
