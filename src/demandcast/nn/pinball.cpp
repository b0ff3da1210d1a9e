// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/pinball.h"

#include <torch/csrc/autograd/custom_function.h>

namespace demandcast::nn {
namespace {

constexpr double kLeastScatter = 0.05;  // of the level

/// Where the slope is kept until it is asked for: [cell, level].
class Pinball : public torch::autograd::Function<Pinball> {
 public:
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& actual,
                            const at::Tensor& forecast, const at::Tensor& levels, const at::Tensor& weights) {
    const at::Tensor known = actual.isnan().logical_not();
    const at::Tensor weight = at::where(known, weights, at::zeros_like(weights)).unsqueeze(-1);  // [cell, 1]
    const at::Tensor total = (weight.sum() * static_cast<double>(levels.size(0))).clamp_min(1e-12);
    const at::Tensor error = at::nan_to_num(actual).unsqueeze(-1) - forecast;
    const at::Tensor slope = at::where(error > 0, levels, levels - 1) * weight;  // dL / d error
    context->save_for_backward({slope, total});
    return (slope * error).sum() / total;
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const torch::autograd::variable_list saved = context->get_saved_variables();
    return {at::Tensor(), saved[0] * (-gradients[0] / saved[1]), at::Tensor(), at::Tensor()};
  }
};

}  // namespace

at::Tensor pinball(const at::Tensor& actual, const at::Tensor& forecast, const at::Tensor& levels,
                   const at::Tensor& weights) {
  return Pinball::apply(actual, forecast, levels, weights);
}

at::Tensor over_scatter(const at::Tensor& weights, const at::Tensor& quantiles) {
  const at::Tensor said = quantiles.detach();
  const at::Tensor scatter = said.select(-1, said.size(-1) - 2) - said.select(-1, 1);
  return weights / (scatter + kLeastScatter);
}

}  // namespace demandcast::nn
