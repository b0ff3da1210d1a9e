// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/heads/head.h"

#include "demandcast/nn/centred_quantiles.h"

namespace demandcast::nn {

at::Tensor Head::centre(const at::Tensor& raw, const at::Tensor& base) const {
  return base.defined() ? moved(base, raw) : raw;
}

at::Tensor mean_of_known(const at::Tensor& demand, const at::Tensor& losses, const at::Tensor& weights) {
  const at::Tensor known = demand.isnan().logical_not();
  const at::Tensor weight = at::where(known, weights, at::zeros_like(weights));
  return (losses * weight).sum() / weight.sum().clamp_min(1e-12);
}

}  // namespace demandcast::nn
