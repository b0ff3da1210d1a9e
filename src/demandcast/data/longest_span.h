// How many periods may lie between a series' first and the newest of all: what keeps histories within memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "demandcast/data/frequency.h"

namespace demandcast {

inline constexpr std::uint64_t kLongestSpan = 10'000'000;  ///< a period of a second in four months

/// Whether `from` and `to` lie so far apart, either way; any two numbers may be asked.
inline bool spans_too_much(Period from, Period to) {
  const auto a = static_cast<std::uint64_t>(from), b = static_cast<std::uint64_t>(to);
  return (from < to ? b - a : a - b) >= kLongestSpan;
}

}  // namespace demandcast
