// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/mapped_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "demandcast/core/error.h"

namespace demandcast {

MappedFile::MappedFile(const std::filesystem::path& path) {
  const auto refuse = [&](int error) {
    throw FormatError(
        fmt::format("cannot read \"{}\": {}; copy again what it is part of", path.string(), std::strerror(error)));
  };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) refuse(errno);
  struct stat status{};
  const bool known = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = known ? static_cast<std::size_t>(status.st_size) : 0;
  void* const mapped = size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0) : nullptr;
  const int error = known ? errno : EINVAL;
  ::close(descriptor);
  if (!known || mapped == MAP_FAILED) refuse(error);
  bytes_ = {static_cast<const char*>(mapped), size};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace demandcast
