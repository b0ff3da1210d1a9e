// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/directory_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "demandcast/core/error.h"

namespace demandcast {

DirectoryLock::DirectoryLock(const std::filesystem::path& directory)
    : descriptor_(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  const int error = errno;
  if (descriptor_ >= 0) ::close(descriptor_);
  const char* reason =
      error == EWOULDBLOCK ? "another process is writing to it; wait until that has ended" : std::strerror(error);
  throw WriteError(fmt::format("cannot write to \"{}\": {}", directory.string(), reason));
}

DirectoryLock::~DirectoryLock() { ::close(descriptor_); }

}  // namespace demandcast
