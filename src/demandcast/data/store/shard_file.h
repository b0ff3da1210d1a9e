// One shard of a store on disk: the arrays of a panel, each at a multiple of 64 bytes; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "demandcast/data/panel.h"

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

struct ShardStamp {
  ArrayFile file;
  std::size_t series = 0, cells = 0;
};

/// Writes the arrays of `panel` to a new file in `folder`. Throws WriteError.
ShardStamp write_shard(const Panel& panel, const std::filesystem::path& folder, const std::string& name);

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
};

/// Reads a shard back. Throws FormatError: cut, changed (checksum), or arrays that do not fit together.
Panel read_shard(const ShardStamp& stamp, const std::filesystem::path& folder, const StoredColumns& columns);

}  // namespace demandcast
