// Words numbered in the order in which they come; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace demandcast {

/// A dictionary that grows: each distinct word has one code, from 0 on. O(1) per word, one copy of its text.
class WordList {
 public:
  WordList() = default;
  /// Starts with `words`, all distinct: their codes are their positions.
  explicit WordList(std::vector<std::string> words) : words_(std::move(words)) { rehash(); }

  std::int32_t code(std::string_view word) {
    if (2 * (words_.size() + 1) > slots_.size()) rehash();
    std::int32_t& slot = slots_[slot_of(word)];
    if (slot < 0) {
      slot = static_cast<std::int32_t>(words_.size());
      words_.emplace_back(word);
    }
    return slot;
  }
  std::size_t size() const { return words_.size(); }
  const std::vector<std::string>& words() const { return words_; }  ///< in order of their codes
  /// The words in order of their codes; the list is empty afterwards.
  std::vector<std::string> take() {
    slots_.clear();
    return std::exchange(words_, {});
  }

 private:
  /// Where `word` lies, or the free slot in which it would (open addressing, linear probing).
  std::size_t slot_of(std::string_view word) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = std::hash<std::string_view>{}(word)&mask;
    while (slots_[at] >= 0 && words_[static_cast<std::size_t>(slots_[at])] != word) at = (at + 1) & mask;
    return at;
  }
  /// At most a quarter of the slots is taken afterwards.
  void rehash() {
    std::size_t count = 64;
    while (count < 4 * (words_.size() + 1)) count *= 2;
    slots_.assign(count, -1);
    for (std::size_t i = 0; i < words_.size(); ++i) slots_[slot_of(words_[i])] = static_cast<std::int32_t>(i);
  }

  std::vector<std::string> words_;
  std::vector<std::int32_t> slots_;  ///< code, or -1 = free; a power of two
};

}  // namespace demandcast
