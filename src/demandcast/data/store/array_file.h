// Files of plain arrays, written one after another and read by memory mapping; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <fstream>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"
#include "demandcast/core/mapped_file.h"
#include "demandcast/data/store/shard_file.h"

namespace demandcast {

template <class T>
constexpr const char* array_type() {
  if constexpr (sizeof(T) == 1) return "u1";
  if constexpr (std::is_same_v<T, float>) return "f4";
  return sizeof(T) == 4 ? "i4" : "i8";
}

class ArrayFileWriter {
 public:
  /// Throws WriteError.
  ArrayFileWriter(const std::filesystem::path& folder, const std::string& name);
  template <class T>
  void add(const std::string& name, std::span<const T> values) {
    pad();
    file_.arrays[name] = {array_type<T>(), file_.bytes, values.size()};
    write(values.data(), values.size_bytes());
  }
  template <class T>
  void add(const std::string& name, const std::vector<T>& values) {
    add(name, std::span<const T>(values));
  }
  /// `name/bytes` and `name/offsets`.
  void add_texts(const std::string& name, const std::vector<std::string>& texts);
  ArrayFile finish();

 private:
  void pad();
  void write(const void* data, std::size_t size);

  std::filesystem::path path_;
  std::ofstream out_;
  Checksum checksum_;
  ArrayFile file_;
};

class ArrayFileReader {
 public:
  /// Maps the file and compares its size and checksum. Throws FormatError.
  ArrayFileReader(const std::filesystem::path& folder, const ArrayFile& file);

  /// Valid as long as this lives. Throws FormatError where there is no such array of this type within the file.
  template <class T>
  std::span<const T> get(const std::string& name) const {
    const ArrayPlace& place = place_of(name, array_type<T>(), sizeof(T));
    return {reinterpret_cast<const T*>(mapped_.bytes().data() + place.offset), place.count};
  }
  template <class T>
  std::vector<T> copy(const std::string& name) const {
    const std::span<const T> values = get<T>(name);
    return {values.begin(), values.end()};
  }
  bool has(const std::string& name) const { return file_.arrays.contains(name); }
  std::vector<std::string> texts(const std::string& name) const;
  [[noreturn]] void refuse(const std::string& found) const;

 private:
  const ArrayPlace& place_of(const std::string& name, std::string_view type, std::size_t width) const;

  std::filesystem::path path_;
  const ArrayFile& file_;
  MappedFile mapped_;
};

/// Whether `offsets` rise from 0 to `end`.
bool are_offsets(std::span<const std::int64_t> offsets, std::size_t end);

}  // namespace demandcast
