// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/weight_average.h"

namespace demandcast::training {

void WeightAverage::take() {
  const at::NoGradGuard no_gradient;
  if (averages_.empty()) {
    for (const at::Tensor& parameter : parameters_) averages_.push_back(parameter.detach().clone());
    return;
  }
  for (std::size_t i = 0; i < averages_.size(); ++i) averages_[i].lerp_(parameters_[i].detach(), 1 - kKept);
}

void WeightAverage::give() const {
  const at::NoGradGuard no_gradient;
  for (std::size_t i = 0; i < averages_.size(); ++i) at::Tensor(parameters_[i]).copy_(averages_[i]);
}

}  // namespace demandcast::training
