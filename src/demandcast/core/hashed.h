// Chances by hash: the same thing is drawn whatever the order in which things come.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace demandcast {

/// A key whose bits look random [SplitMix64: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number
/// generators"].
inline std::uint64_t hashed(std::uint64_t key) {
  key += 0x9e3779b97f4a7c15u;
  key = (key ^ key >> 30) * 0xbf58476d1ce4e5b9u;
  key = (key ^ key >> 27) * 0x94d049bb133111ebu;
  return key ^ key >> 31;
}

/// Whether a hashed key is among the share `chance` of all keys.
inline bool hit(std::uint64_t hashed_key, double chance) {
  constexpr double kUnit = 1.0 / 9007199254740992.0;  // 2^-53
  return static_cast<double>(hashed_key >> 11) * kUnit < chance;
}

}  // namespace demandcast
