// One process at a time changes a directory.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace demandcast {

/// Held from construction to destruction, or to the end of the process, however it ends: no file is left. Readers are
/// not kept away. Throws WriteError when another process, or another lock of this one, holds it.
class DirectoryLock {
 public:
  explicit DirectoryLock(const std::filesystem::path& directory);
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace demandcast
