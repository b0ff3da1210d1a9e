// Dropout with random numbers of its own, so that a training step can be drawn again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

#include <cstdint>

namespace demandcast::nn {

/// Sets each number to zero with chance `share` and raises the others by 1 / (1 - share) [Srivastava et al. 2014].
/// Default: does nothing, as a forecast wants it. The masks follow the seed and the order of calls.
class Dropout {
 public:
  Dropout() = default;
  Dropout(double share, std::uint64_t seed, const at::Device& device);
  at::Tensor operator()(const at::Tensor& x);

 private:
  double share_ = 0;
  at::Generator generator_;
};

}  // namespace demandcast::nn
