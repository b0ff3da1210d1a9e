// A file's bytes by memory mapping: read as they are touched, shared between processes, given back when memory is
// short. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace demandcast {

/// Maps a whole file for as long as it lives. A file that is replaced by renaming another over it stays as it was; one
/// that is cut in place ends the process when its missing part is touched, as with every mapping.
class MappedFile {
 public:
  /// Throws FormatError naming the file when it cannot be opened or mapped.
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return bytes_; }

 private:
  std::string_view bytes_;
};

}  // namespace demandcast
