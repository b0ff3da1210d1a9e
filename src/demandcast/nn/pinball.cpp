// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/pinball.h"

namespace demandcast::nn {

at::Tensor pinball(const at::Tensor& actual, const at::Tensor& forecast, const at::Tensor& levels) {
  const at::Tensor observed = at::isnan(actual).logical_not();
  // A NaN is replaced before the arithmetic: zero times NaN would still spoil the gradient.
  const at::Tensor error = at::where(observed, actual, at::zeros_like(actual)) - forecast;
  const at::Tensor loss = at::maximum(levels * error, (levels - 1) * error);
  const at::Tensor counted = observed.expand_as(loss);
  return at::where(counted, loss, at::zeros_like(loss)).sum() / counted.sum().clamp_min(1);
}

}  // namespace demandcast::nn
