// Values that nobody changes any more, wherever they lie.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace demandcast {

/// In memory of its own, or within something that it keeps alive, such as a mapped file. Copies and parts share them.
template <class T>
class SharedArray {
 public:
  SharedArray() = default;
  explicit SharedArray(std::vector<T> values) {
    auto kept = std::make_shared<const std::vector<T>>(std::move(values));
    values_ = *kept;
    keeper_ = std::move(kept);
  }
  /// `values` within `keeper`.
  SharedArray(std::span<const T> values, std::shared_ptr<const void> keeper)
      : values_(values), keeper_(std::move(keeper)) {}

  /// `count` values from `begin` on, which there must be.
  SharedArray part(std::size_t begin, std::size_t count) const { return {values_.subspan(begin, count), keeper_}; }

  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  const T* data() const { return values_.data(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  const T& operator[](std::size_t i) const { return values_[i]; }
  bool operator==(const SharedArray& other) const { return std::ranges::equal(values_, other.values_); }

 private:
  std::span<const T> values_;
  std::shared_ptr<const void> keeper_;
};

}  // namespace demandcast
