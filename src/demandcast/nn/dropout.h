// Dropout with random numbers of its own, so that a training step can be drawn again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

#include <cstdint>

namespace demandcast::nn {

/// Sets each number to zero with chance `share` (to 1 / 65536) and raises the others by 1 / (1 - share) [Srivastava et
/// al. 2014]. Default: does nothing, as a forecast wants it. A mask hangs on the seed, its place in the order of calls,
/// the row and the place within it alone: it is the same on every device, and where a process works on a part of a
/// batch, whose first row is the batch's `first_row`.
class Dropout {
 public:
  Dropout() = default;
  Dropout(double share, std::uint64_t seed, std::int64_t first_row = 0)
      : share_(share), seed_(seed), first_row_(first_row) {}
  /// x [row, ..]
  at::Tensor operator()(const at::Tensor& x);

 private:
  double share_ = 0;
  std::uint64_t seed_ = 0, calls_ = 0;
  std::int64_t first_row_ = 0;
};

}  // namespace demandcast::nn
