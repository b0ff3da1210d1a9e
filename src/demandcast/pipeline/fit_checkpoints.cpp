// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/fit_checkpoints.h"

namespace demandcast {

std::filesystem::path checkpoints_of(const std::string& output) {
  std::filesystem::path place = std::filesystem::absolute(output).lexically_normal();
  if (!place.has_filename()) place = place.parent_path();  // "model/"
  return place += ".checkpoints";
}

std::vector<std::filesystem::path> checkpoints_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(folder)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    constexpr std::size_t kDigits = 16;
    const std::filesystem::path& file = entry.path();
    const bool ours = file.extension() == ".safetensors" && file.stem().string().size() == kDigits;
    if (ours) files.push_back(file);
  }
  return files;
}

void remove_checkpoints(const std::filesystem::path& folder) {
  for (const std::filesystem::path& file : checkpoints_in(folder)) std::filesystem::remove(file);
  std::error_code not_empty;
  std::filesystem::remove(folder, not_empty);
}

}  // namespace demandcast
