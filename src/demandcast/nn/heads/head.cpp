// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/heads/head.h"

namespace demandcast::nn {

at::Tensor mean_of_known(const at::Tensor& demand, const at::Tensor& losses, const at::Tensor& weights) {
  const at::Tensor known = demand.isnan().logical_not();
  const at::Tensor weight = at::where(known, weights, at::zeros_like(weights));
  return (losses * weight).sum() / weight.sum().clamp_min(1e-12);
}

}  // namespace demandcast::nn
