// A checksum over bytes, to tell whether files or data are those that they were.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace demandcast {

/// XXH3-128 [https://xxhash.com], fed in pieces. It finds damage and mistakes, not forgery. About 10 GB/s.
class Checksum {
 public:
  Checksum();
  ~Checksum();
  Checksum(const Checksum&) = delete;
  Checksum& operator=(const Checksum&) = delete;

  void add(const void* data, std::size_t size);
  /// The bytes of plain values, as they lie in memory (little-endian).
  template <class T>
  void add_values(std::span<const T> values) {
    add(values.data(), values.size_bytes());
  }
  /// Its length, then its bytes, so that "a", "bc" differs from "ab", "c".
  void add_text(std::string_view text);
  /// 32 hex digits, most significant first, as `xxh128sum` prints them.
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string checksum_of(std::string_view bytes);

/// XXH3-64 of a text: equal texts, equal numbers, on every machine and in every release.
std::uint64_t hash_of(std::string_view text);

}  // namespace demandcast
