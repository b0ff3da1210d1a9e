// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/dropout.h"

namespace demandcast::nn {

Dropout::Dropout(double share, std::uint64_t seed, const at::Device& device) : share_(share) {
  if (share_ == 0) return;
  generator_ = at::globalContext().defaultGenerator(device).clone();
  generator_.set_current_seed(seed);
}

at::Tensor Dropout::operator()(const at::Tensor& x) {
  if (share_ == 0) return x;
  return x * at::empty_like(x).bernoulli_(1 - share_, generator_).div_(1 - share_);
}

}  // namespace demandcast::nn
