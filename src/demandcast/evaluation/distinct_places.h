// Which different values rows have, and the place of each among them. Private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace demandcast {

/// The values of `of(row)`, ascending, each once. O(rows log values): for few values of many rows.
template <class T, class Of>
std::vector<T> distinct(std::span<const std::size_t> rows, const Of& of) {
  std::vector<T> values;
  for (const std::size_t row : rows) {
    const T value = of(row);
    const auto at = std::lower_bound(values.begin(), values.end(), value);
    if (at == values.end() || *at != value) values.insert(at, value);
  }
  return values;
}

/// Where `value` stands in ascending `values`, which have it.
template <class T>
std::size_t place_of(const std::vector<T>& values, T value) {
  return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), value) - values.begin());
}

}  // namespace demandcast
