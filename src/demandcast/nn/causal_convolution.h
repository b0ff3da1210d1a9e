// A stack of causal dilated convolutions: what is known up to a period, of as many periods before it as the stack sees.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>

#include "demandcast/nn/dropout.h"

namespace demandcast::nn {

/// Layer l has kernel 2 and dilation 2^l [van den Oord et al. 2016, "WaveNet", without its gates]:
///
///   x_0 = W in + b,   x_{l+1}(t) = x_l(t) + dropout(relu(A_l x_l(t) + B_l x_l(t - 2^l) + b_l)),   out = layer norm
///
/// Output t depends on the inputs t - reach() + 1 .. t and on nothing else.
class CausalConvolutionImpl : public torch::nn::Module {
 public:
  CausalConvolutionImpl(std::int64_t inputs, std::int64_t width, int layers);
  /// Periods that an output sees: 2^layers.
  std::int64_t reach() const { return std::int64_t{1} << now_->size(); }
  /// [row, time, input] -> [row, time - reach() + 1, width]: outputs whose whole reach is among the inputs. With one
  /// output, only the inputs of its tree are computed: reach() products instead of reach() * layers.
  at::Tensor forward(const at::Tensor& inputs, Dropout& dropout);

 private:
  at::Tensor layer(std::size_t l, const at::Tensor& now, const at::Tensor& before, Dropout& dropout);

  torch::nn::Linear entry_{nullptr};
  torch::nn::ModuleList now_, before_;
  torch::nn::LayerNorm norm_{nullptr};
};
TORCH_MODULE(CausalConvolution);

}  // namespace demandcast::nn
