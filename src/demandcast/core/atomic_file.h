// Output that appears whole or not at all: written beside its place, then renamed.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace demandcast {

/// A file in the making. Write to `path()`, then `commit()`; without it the destructor removes what was written.
/// Directories in the way are created. Throws WriteError naming the destination when it cannot be written.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path destination);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  const std::filesystem::path& path() const { return partial_; }
  void commit();

 private:
  std::filesystem::path destination_, partial_;
  bool committed_ = false;
};

/// Writes `text` to `destination`, whole or not at all. Throws WriteError.
void write_file(const std::filesystem::path& destination, std::string_view text);

/// The whole content of a file. Throws FormatError when it cannot be read.
std::string read_file(const std::filesystem::path& source);

}  // namespace demandcast
