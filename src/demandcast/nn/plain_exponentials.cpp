// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/plain_exponentials.h"

#include <algorithm>

#include "demandcast/nn/plain_lanes.h"

namespace demandcast::nn {
namespace {

using WholeLanes [[gnu::vector_size(32), gnu::may_alias]] = std::int32_t;

constexpr float kLeast = -87;         // e^x below it is no normal number
constexpr float kToWhole = 12582912;  // 1.5 * 2^23: what is added to it loses its fraction
constexpr float kLog2OfE = 1.44269504F;
constexpr float kLn2Head = 0.693359375F, kLn2Tail = -2.12194440e-4F;  // a head whose multiples are exact
// e^r = 1 + r + r^2 p(r) for |r| <= ln(2) / 2 [Moshier, Cephes, expf.c]
constexpr float kP[] = {1.9875691500e-4F, 1.3981999507e-3F, 8.3334519073e-3F,
                        4.1665795894e-2F, 1.6666665459e-1F, 5.0000001201e-1F};

/// e^x for x <= 0.
[[gnu::always_inline]] inline void exponential(Lanes& x) {
  const Lanes held = x > kLeast ? x : Lanes{} + kLeast;
  const Lanes shifted = held * kLog2OfE + kToWhole;
  const Lanes power = shifted - kToWhole;
  const Lanes rest = held - power * kLn2Head - power * kLn2Tail;
  Lanes sum = rest * kP[0] + kP[1];
  DEMANDCAST_UNROLLED
  for (int i = 2; i < 6; ++i) sum = sum * rest + kP[i];
  sum = sum * rest * rest + rest + 1.0F;
  const WholeLanes bits = __builtin_convertvector(power, WholeLanes) + 127;
  const WholeLanes scale = bits << 23;
  x = x > kLeast ? sum * reinterpret_cast<const Lanes&>(scale) : Lanes{};
}

}  // namespace

DEMANDCAST_WIDE float exponentials(float* scores, std::int64_t count, float highest) {
  Lanes sums{};
  for (std::int64_t i = 0; i < count; i += kLanes) {
    Lanes x = lanes_at(scores + i) - highest;
    exponential(x);
    lanes_at(scores + i) = x;
    sums += x;
  }
  float sum = 0;
  for (std::int64_t i = 0; i < kLanes; ++i) sum += sums[i];
  return sum;
}

DEMANDCAST_WIDE float highest_of(const float* scores, std::int64_t count, float least) {
  Lanes highest = Lanes{} + least;
  for (std::int64_t i = 0; i < count; i += kLanes) {
    const Lanes& x = lanes_at(scores + i);
    highest = x > highest ? x : highest;
  }
  for (std::int64_t i = 0; i < kLanes; ++i) least = std::max(least, highest[i]);
  return least;
}

}  // namespace demandcast::nn
