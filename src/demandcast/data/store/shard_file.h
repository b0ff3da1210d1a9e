// One shard of a store on disk: what rows told, as arrays at multiples of 64 bytes; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "demandcast/data/told_panel.h"

namespace demandcast {

/// Where an array lies in its file.
struct ArrayPlace {
  std::string type;  ///< "u1", "i4", "i8", "f4": little-endian, as numpy calls them
  std::size_t offset = 0, count = 0;
};

/// What the manifest holds of a file of arrays.
struct ArrayFile {
  std::string file;
  std::size_t bytes = 0;
  std::string checksum;  ///< XXH3-128, hex
  std::map<std::string, ArrayPlace> arrays;
};

/// What the manifest holds of a shard.
struct ShardStamp {
  ArrayFile file;
  std::size_t series = 0, cells = 0;  ///< with the additions
  std::uint64_t first_hash = 0;       ///< of ids: the shard's series lie from here to before the next shard's first
  std::vector<ArrayFile> additions;   ///< what was appended, in order
};

/// Writes the arrays to a new file in `folder`. Throws WriteError.
ArrayFile write_told(const ToldPanel& told, const std::filesystem::path& folder, const std::string& name);

/// A column of a panel apart from its numbers, which every shard has in common.
struct StoredColumn {
  std::string name;
  ChannelRole role = ChannelRole::kPastOnly;
  StaticKind kind = StaticKind::kNumber;
  int width = 1;
  std::vector<std::string> categories;  ///< of the whole store, in order of their bytes
};

struct StoredColumns {
  Frequency frequency;
  Period newest = 0;  ///< no series lies further from it than longest_span.h allows
  std::vector<StoredColumn> channels, statics;
  FillPolicy fill = FillPolicy::kNone;
};

/// A file of write_told read back, categories numbered as in the store's list. Throws FormatError: cut, changed
/// (checksum), or arrays that do not fit together.
ToldPanel read_told(const ArrayFile& file, const std::filesystem::path& folder, const StoredColumns& columns);
/// The shard with what was appended to it. Throws as read_told does.
ToldPanel read_told(const ShardStamp& stamp, const std::filesystem::path& folder, const StoredColumns& columns);
/// The same as a panel, up to the newest period.
Panel read_shard(const ShardStamp& stamp, const std::filesystem::path& folder, const StoredColumns& columns);

}  // namespace demandcast
