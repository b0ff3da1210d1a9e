// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/causal_convolution.h"

namespace demandcast::nn {

using torch::indexing::None;
using torch::indexing::Slice;

CausalConvolutionImpl::CausalConvolutionImpl(std::int64_t inputs, std::int64_t width, int layers)
    : entry_(register_module("entry", torch::nn::Linear(inputs, width))),
      now_(register_module("now", torch::nn::ModuleList())),
      before_(register_module("before", torch::nn::ModuleList())),
      norm_(register_module("norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({width})))) {
  for (int l = 0; l < layers; ++l) {
    now_->push_back(torch::nn::Linear(width, width));
    before_->push_back(torch::nn::Linear(torch::nn::LinearOptions(width, width).bias(false)));
  }
}

at::Tensor CausalConvolutionImpl::layer(std::size_t l, const at::Tensor& now, const at::Tensor& before,
                                        Dropout& dropout) {
  const at::Tensor sum =
      now_[l]->as<torch::nn::Linear>()->forward(now) + before_[l]->as<torch::nn::Linear>()->forward(before);
  return now + dropout(at::relu(sum));
}

at::Tensor CausalConvolutionImpl::forward(const at::Tensor& inputs, Dropout& dropout) {
  at::Tensor x = entry_->forward(inputs);
  const bool one_output = x.size(1) == reach();
  for (std::size_t l = 0; l < now_->size(); ++l) {
    if (one_output) {  // neighbours of what is left are 2^l apart
      x = layer(l, x.index({Slice(), Slice(1, None, 2)}), x.index({Slice(), Slice(0, None, 2)}), dropout);
    } else {
      const std::int64_t dilation = std::int64_t{1} << l, left = x.size(1) - dilation;
      x = layer(l, x.narrow(1, dilation, left), x.narrow(1, 0, left), dropout);
    }
  }
  return norm_->forward(x);
}

}  // namespace demandcast::nn
