// Counter-based random numbers: the same seed and stream give the same numbers in any order of work.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace demandcast {

/// A stable 64-bit key of a text (a series id), to give each series a stream of its own.
std::uint64_t stream_key(std::string_view text);
/// The same for a text and a number (a series and an origin), so that neighbouring numbers do not share their luck.
std::uint64_t stream_key(std::string_view text, std::int64_t number);

/// One stream of random numbers, Philox 4x32-10 [Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy
/// as 1, 2, 3"]. Two streams with another seed or key are independent; no state is shared, so streams of different
/// series may be drawn on different threads and in any order.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::uint64_t key);

  std::uint32_t next();
  double uniform();                                                ///< in (0, 1), never 0 or 1
  double normal();                                                 ///< mean 0, variance 1
  double exponential();                                            ///< mean 1
  double gamma(double shape);                                      ///< mean and variance `shape` > 0
  std::int64_t poisson(double mean);                               ///< `mean` >= 0
  std::int64_t negative_binomial(double mean, double dispersion);  ///< variance mean + dispersion * mean^2
  std::int64_t below(std::int64_t bound);                          ///< uniform on 0 .. bound-1, `bound` > 0

 private:
  void refill();

  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  int used_ = 4;
  double spare_normal_ = 0;
  bool has_spare_normal_ = false;
};

}  // namespace demandcast
