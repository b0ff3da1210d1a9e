// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/earlier_attention.h"

namespace demandcast::nn {

EarlierAttentionImpl::EarlierAttentionImpl(std::int64_t state, std::int64_t size, EarlierPlaces earlier)
    : size_(size),
      earlier_(std::move(earlier)),
      bias_(register_parameter("bias", at::zeros({std::ssize(earlier_)}))),
      query_(register_module("query", torch::nn::Linear(state, size))),
      key_and_value_(register_module("key_and_value", torch::nn::Linear(state, 2 * size))) {
  const at::NoGradGuard no_gradient;
  query_->weight.copy_(key_and_value_->weight.narrow(0, 0, size));
}

EarlierAttentionImpl::Attended EarlierAttentionImpl::forward(const at::Tensor& states, const at::Tensor& numbers,
                                                             const at::Tensor& counts) {
  const at::Tensor of = key_and_value_->forward(states);
  const at::Tensor value = at::cat({of.narrow(3, size_, size_), numbers.unsqueeze(3)}, 3);
  const Banded found =
      banded_attention(query_->forward(states), of.narrow(3, 0, size_), value, bias_, counts, earlier_);
  return {found.values.narrow(3, 0, size_), found.values.select(3, size_), found.weights};
}

at::Tensor before_each(const at::Tensor& numbers, std::int64_t count) {
  const at::Tensor padded = at::constant_pad_nd(numbers, {0, 0, count, 0}, 0);
  std::vector<at::Tensor> all;
  for (std::int64_t j = 1; j <= count; ++j) all.push_back(padded.narrow(1, count - j, numbers.size(1)));
  return at::stack(all, 2);
}

FirstTargetAttentionImpl::FirstTargetAttentionImpl(std::int64_t state, std::int64_t size, std::int64_t targets,
                                                   std::int64_t count)
    : earlier_(static_cast<std::size_t>(count), std::vector<std::int64_t>(static_cast<std::size_t>(targets), 0)),
      bias_(register_parameter("bias", at::zeros({count}))),
      query_(register_module("query", torch::nn::Linear(state, size))),
      key_(register_module("key", torch::nn::Linear(state, size))) {
  const at::NoGradGuard no_gradient;
  query_->weight.copy_(key_->weight);
}

Banded FirstTargetAttentionImpl::forward(const at::Tensor& states, const at::Tensor& numbers,
                                         const at::Tensor& counts) {
  const at::Tensor key = key_->forward(states.select(2, 0)).unsqueeze(2);
  return banded_attention(query_->forward(states), key, numbers.unsqueeze(2), bias_, counts, earlier_);
}

}  // namespace demandcast::nn
