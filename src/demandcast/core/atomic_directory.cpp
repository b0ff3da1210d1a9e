// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/atomic_directory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>

#include "demandcast/core/error.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

void check(const fs::path& destination, const std::error_code& error) {
  if (!error) return;
  throw WriteError(fmt::format("cannot write \"{}\": {}; nothing was written", destination.string(), error.message()));
}

/// Without links and without the slash at its end, beside which nothing could be put.
fs::path resolved(const fs::path& destination) {
  std::error_code error;
  fs::path path = fs::weakly_canonical(fs::absolute(destination), error);
  check(destination, error);
  return path.has_filename() ? path : path.parent_path();
}

fs::path beside(const fs::path& destination, const char* word) {
  static std::atomic<int> count{0};
  fs::path path = destination;
  return path += fmt::format(".{}-{}-{}", word, ::getpid(), ++count);
}

bool exchange(const fs::path& a, const fs::path& b) {
#ifdef RENAME_EXCHANGE
  return ::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
#else
  return (void)a, (void)b, false;
#endif
}

}  // namespace

AtomicDirectory::AtomicDirectory(const fs::path& destination)
    : destination_(resolved(destination)), partial_(beside(destination_, "partial")) {
  std::error_code error;
  fs::create_directories(partial_, error);
  check(destination_, error);
}

AtomicDirectory::~AtomicDirectory() {
  std::error_code ignored;
  fs::remove_all(partial_, ignored);  // the unfinished one, or after an exchange the old one
}

void AtomicDirectory::commit() {
  std::error_code error;
  if (!fs::exists(destination_) || fs::is_empty(destination_)) {
    fs::rename(partial_, destination_, error);
    return check(destination_, error);
  }
  if (exchange(partial_, destination_)) return;
  const fs::path old = beside(destination_, "replaced");
  fs::rename(destination_, old, error);
  check(destination_, error);
  fs::rename(partial_, destination_, error);
  std::error_code ignored;
  if (error) fs::rename(old, destination_, ignored);
  check(destination_, error);
  fs::remove_all(old, ignored);
}

}  // namespace demandcast
