// Where training keeps what it has reached until its model is written.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace demandcast {

/// Of training towards a model at `output`: beside it.
std::filesystem::path checkpoints_of(const std::string& output);

/// The checkpoints in a folder; nobody else's files.
std::vector<std::filesystem::path> checkpoints_in(const std::filesystem::path& folder);

/// Also the folder, when nothing else is in it.
void remove_checkpoints(const std::filesystem::path& folder);

}  // namespace demandcast
