// The files of a table that lies in a folder; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace demandcast {

struct PartFile {
  std::string path;
  /// Columns said by the folders on the way (Hive partitions): "region=north/year=2024" is region north, year 2024.
  std::vector<std::pair<std::string, std::string>> partitions;
};

/// All files under `folder` in order of their paths, but for those whose names, or folders' names, begin with a point
/// or an underscore (".crc", "_SUCCESS"). Throws FormatError when there is none, or when their partitions differ.
std::vector<PartFile> part_files(const std::string& folder);

}  // namespace demandcast
