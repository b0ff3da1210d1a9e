// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/part_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;

bool hidden(const fs::path& relative) {
  return std::ranges::any_of(relative, [](const fs::path& part) {
    const std::string name = part.string();
    return name.starts_with('.') || name.starts_with('_');
  });
}

PartFile part_file(const fs::path& folder, const fs::path& relative) {
  PartFile part{(folder / relative).string(), {}};
  for (const fs::path& step : relative.parent_path()) {
    const std::string name = step.string();
    const auto equals = name.find('=');
    if (equals != name.npos && equals > 0)
      part.partitions.emplace_back(name.substr(0, equals), name.substr(equals + 1));
  }
  return part;
}

}  // namespace

std::vector<PartFile> part_files(const std::string& folder) {
  std::vector<PartFile> parts;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, error);
  for (const auto end = fs::recursive_directory_iterator(); !error && entries != end; entries.increment(error)) {
    const fs::path relative = entries->path().lexically_relative(folder);
    if (entries->is_regular_file() && !hidden(relative)) parts.push_back(part_file(folder, relative));
  }
  if (error) throw FormatError(fmt::format("cannot read the folder \"{}\": {}", folder, error.message()));
  if (parts.empty()) {
    throw FormatError(
        fmt::format("\"{}\": the folder holds no file; wanted Parquet, Arrow or CSV files of one table", folder));
  }
  std::ranges::sort(parts, {}, &PartFile::path);
  const auto same_key = [](const auto& a, const auto& b) { return a.first == b.first; };
  for (const PartFile& part : parts) {
    if (std::ranges::equal(part.partitions, parts.front().partitions, same_key)) continue;
    throw FormatError(
        fmt::format("\"{}\" lies in other partitions (folders name=value) than \"{}\"; give the folder of "
                    "one table",
                    part.path, parts.front().path));
  }
  return parts;
}

}  // namespace demandcast
