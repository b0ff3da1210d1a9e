// A directory that appears whole or not at all: written beside its place, then renamed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace demandcast {

/// A directory in the making. Fill `path()`, then `commit()`; without it the destructor removes what was written.
/// Directories in the way are created; a link is followed, so that what it points to is replaced. Throws WriteError
/// naming the destination when it cannot be written.
class AtomicDirectory {
 public:
  explicit AtomicDirectory(const std::filesystem::path& destination);
  ~AtomicDirectory();
  AtomicDirectory(const AtomicDirectory&) = delete;
  AtomicDirectory& operator=(const AtomicDirectory&) = delete;

  const std::filesystem::path& path() const { return partial_; }
  /// Puts the new directory in the place of the old one, which is removed: in one step where the file system can
  /// exchange two names (Linux), else with an instant in which neither is there.
  void commit();

 private:
  std::filesystem::path destination_, partial_;
};

}  // namespace demandcast
