// Dropout with random numbers of its own, so that a training step can be drawn again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

#include <cstdint>

namespace demandcast::nn {

/// Sets each number to zero with chance `share` and raises the others by 1 / (1 - share) [Srivastava et al. 2014].
/// Default: does nothing, as a forecast wants it. The masks follow the seed and the order of calls. Where a process
/// works on a part of a batch, its masks are the rows from `first` of those that a batch of `all` rows has.
class Dropout {
 public:
  struct Rows {
    std::int64_t first = 0, all = 0;  ///< 0 = those given
  };
  Dropout() = default;
  Dropout(double share, std::uint64_t seed, const at::Device& device, Rows rows);
  Dropout(double share, std::uint64_t seed, const at::Device& device) : Dropout(share, seed, device, Rows()) {}
  /// x [row, ..]
  at::Tensor operator()(const at::Tensor& x);

 private:
  at::Tensor kept(const at::Tensor& x);

  double share_ = 0;
  Rows rows_;
  at::Generator generator_;
};

}  // namespace demandcast::nn
