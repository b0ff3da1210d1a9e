// Eight numbers at once, for the loops of forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// Before a function whose loops are compiled twice: for every machine, and for those with AVX2 and FMA.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define DEMANDCAST_WIDE __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define DEMANDCAST_WIDE
#endif

// Before a short loop whose numbers are to be in registers.
#define DEMANDCAST_UNROLLED _Pragma("GCC unroll 16")

namespace demandcast::nn {

constexpr std::int64_t kLanes = 8;
using Lanes [[gnu::vector_size(32), gnu::aligned(4), gnu::may_alias]] = float;

inline std::int64_t whole_lanes(std::int64_t count) { return (count + kLanes - 1) / kLanes * kLanes; }

/// Those at an address, which need not be a multiple of anything but a number's.
[[gnu::always_inline]] inline Lanes& lanes_at(float* first) { return *reinterpret_cast<Lanes*>(first); }
[[gnu::always_inline]] inline const Lanes& lanes_at(const float* first) {
  return *reinterpret_cast<const Lanes*>(first);
}

}  // namespace demandcast::nn
