// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/atomic_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "demandcast/core/error.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void cannot_write(const fs::path& destination, const std::string& reason) {
  throw WriteError(fmt::format("cannot write \"{}\": {}; nothing was written", destination.string(), reason));
}

}  // namespace

AtomicFile::AtomicFile(fs::path destination) : destination_(std::move(destination)) {
  partial_ = destination_;
  partial_ += fmt::format(".partial-{}", ::getpid());
  std::error_code error;
  if (destination_.has_parent_path()) fs::create_directories(destination_.parent_path(), error);
  if (error) cannot_write(destination_, error.message());
  if (fs::is_directory(destination_)) cannot_write(destination_, "it is a directory; name a file");
  errno = 0;
  if (!std::ofstream(partial_)) cannot_write(destination_, std::strerror(errno));
}

AtomicFile::~AtomicFile() {
  std::error_code ignored;
  if (!committed_) fs::remove(partial_, ignored);
}

void AtomicFile::commit() {
  std::error_code error;
  fs::rename(partial_, destination_, error);
  if (error) cannot_write(destination_, error.message());
  committed_ = true;
}

void write_file(const fs::path& destination, std::string_view text) {
  AtomicFile file(destination);
  errno = 0;
  std::ofstream out(file.path(), std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) cannot_write(destination, errno != 0 ? std::strerror(errno) : "the disk did not take it all");
  file.commit();
}

std::string read_file(const fs::path& source) {
  errno = 0;
  std::ifstream in(source, std::ios::binary);
  if (!in) throw FormatError(fmt::format("cannot read \"{}\": {}", source.string(), std::strerror(errno)));
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace demandcast
