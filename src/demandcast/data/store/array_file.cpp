// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/array_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace demandcast {
namespace {

constexpr std::size_t kAlignment = 64;

}  // namespace

ArrayFileWriter::ArrayFileWriter(const std::filesystem::path& folder, const std::string& name)
    : path_(folder / name), out_(path_, std::ios::binary) {
  file_.file = name;
}

void ArrayFileWriter::write(const void* data, std::size_t size) {
  if (size == 0) return;
  errno = 0;
  out_.write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
  if (!out_) {
    throw WriteError(fmt::format("cannot write \"{}\": {}; nothing was written", path_.string(),
                                 errno != 0 ? std::strerror(errno) : "the disk did not take it all"));
  }
  checksum_.add(data, size);
  file_.bytes += size;
}

void ArrayFileWriter::pad() {
  constexpr char kZeros[kAlignment] = {};
  if (const std::size_t over = file_.bytes % kAlignment; over > 0) write(kZeros, kAlignment - over);
}

void ArrayFileWriter::add_texts(const std::string& name, const std::vector<std::string>& texts) {
  std::vector<std::int64_t> offsets{0};
  std::string bytes;
  for (const std::string& text : texts) {
    bytes += text;
    offsets.push_back(std::ssize(bytes));
  }
  add(name + "/offsets", offsets);
  add(name + "/bytes", std::span<const char>(bytes));
}

ArrayFile ArrayFileWriter::finish() {
  errno = 0;
  out_.close();
  if (!out_) {
    throw WriteError(fmt::format("cannot write \"{}\": {}; nothing was written", path_.string(), std::strerror(errno)));
  }
  file_.checksum = checksum_.hex();
  return std::move(file_);
}

ArrayFileReader::ArrayFileReader(const std::filesystem::path& folder, const ArrayFile& file)
    : path_(folder / file.file), file_(file), mapped_(path_) {
  if (mapped_.bytes().size() != file.bytes) refuse("is cut, or was changed since it was written (size)");
  if (checksum_of(mapped_.bytes()) != file.checksum) refuse("was changed since it was written (checksum)");
}

void ArrayFileReader::refuse(const std::string& found) const {
  throw FormatError(fmt::format("\"{}\": {}; copy the store again or pack the data anew", path_.string(), found));
}

const ArrayPlace& ArrayFileReader::place_of(const std::string& name, std::string_view type, std::size_t width) const {
  const auto found = file_.arrays.find(name);
  if (found == file_.arrays.end()) refuse(fmt::format("has no array \"{}\"", name));
  const ArrayPlace& place = found->second;
  const bool inside = place.offset <= file_.bytes && place.count <= (file_.bytes - place.offset) / width;
  if (place.type != type || !inside || place.offset % kAlignment != 0) {
    refuse(fmt::format("array \"{}\" does not lie in it as the manifest says", name));
  }
  return place;
}

std::vector<std::string> ArrayFileReader::texts(const std::string& name) const {
  const auto bytes = get<char>(name + "/bytes");
  const auto offsets = get<std::int64_t>(name + "/offsets");
  if (!are_offsets(offsets, bytes.size())) refuse(fmt::format("the texts \"{}\" do not fit together", name));
  std::vector<std::string> texts;
  for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
    texts.emplace_back(bytes.data() + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i]));
  }
  return texts;
}

bool are_offsets(std::span<const std::int64_t> offsets, std::size_t end) {
  return !offsets.empty() && offsets.front() == 0 && std::ranges::is_sorted(offsets) &&
         offsets.back() == static_cast<std::int64_t>(end);
}

}  // namespace demandcast
