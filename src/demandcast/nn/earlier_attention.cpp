// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/earlier_attention.h"

#include <cmath>
#include <limits>

namespace demandcast::nn {

at::Tensor of_earlier(const at::Tensor& numbers, const EarlierTargets& earlier) {
  const std::int64_t origins = numbers.size(1), count = std::ssize(earlier);
  const at::Tensor nothing = at::zeros({numbers.size(0), count, numbers.size(2), numbers.size(3)}, numbers.options());
  const at::Tensor padded = at::cat({nothing, numbers}, 1);
  std::vector<at::Tensor> all;
  for (std::int64_t j = 1; j <= count; ++j) {
    const at::Tensor place = at::tensor(earlier[static_cast<std::size_t>(j - 1)], at::kLong).to(numbers.device());
    const at::Tensor there = padded.narrow(1, count - j, origins).index_select(2, place.clamp_min(0));
    all.push_back(there * place.ge(0).view({1, 1, -1, 1}));
  }
  return at::stack(all, 3);
}

at::Tensor has_earlier(const at::Tensor& counts, const EarlierTargets& earlier) {
  const std::int64_t targets = std::ssize(earlier.front());
  const at::Tensor of_targets = counts.to(at::kFloat).view({counts.size(0), counts.size(1), 1, 1});
  return of_earlier(of_targets.expand({-1, -1, targets, 1}), earlier).squeeze(4).gt(0.5);
}

EarlierAttentionImpl::EarlierAttentionImpl(std::int64_t state, std::int64_t size, EarlierTargets earlier)
    : size_(size),
      earlier_(std::move(earlier)),
      bias_(register_parameter("bias", at::zeros({std::ssize(earlier_)}))),
      query_(register_module("query", torch::nn::Linear(state, size))),
      key_and_value_(register_module("key_and_value", torch::nn::Linear(state, 2 * size))) {
  const at::NoGradGuard no_gradient;
  query_->weight.copy_(key_and_value_->weight.narrow(0, 0, size));
}

EarlierAttentionImpl::Attended EarlierAttentionImpl::forward(const at::Tensor& states, const at::Tensor& counts) {
  const at::Tensor query = query_->forward(states).unsqueeze(3);
  const at::Tensor of = of_earlier(key_and_value_->forward(states), earlier_);
  const at::Tensor key = of.narrow(4, 0, size_), value = of.narrow(4, size_, size_);
  const at::Tensor scores =
      ((query * key).sum(4) / std::sqrt(static_cast<double>(size_)) + bias_)
          .masked_fill(has_earlier(counts, earlier_).logical_not(), -std::numeric_limits<double>::infinity());
  const at::Tensor weights = at::softmax(at::cat({scores, at::zeros_like(scores.narrow(3, 0, 1))}, 3), 3);
  return {(weights.narrow(3, 0, std::ssize(earlier_)).unsqueeze(4) * value).sum(3), weights};
}

at::Tensor EarlierAttentionImpl::mean(const at::Tensor& weights, const at::Tensor& numbers) const {
  const at::Tensor of = of_earlier(numbers.unsqueeze(3), earlier_).squeeze(4);
  return (weights.narrow(3, 0, std::ssize(earlier_)) * of).sum(3);
}

at::Tensor before_each(const at::Tensor& numbers, std::int64_t count) {
  const at::Tensor padded = at::constant_pad_nd(numbers, {0, 0, count, 0}, 0);
  std::vector<at::Tensor> all;
  for (std::int64_t j = 1; j <= count; ++j) all.push_back(padded.narrow(1, count - j, numbers.size(1)));
  return at::stack(all, 2);
}

FirstTargetAttentionImpl::FirstTargetAttentionImpl(std::int64_t state, std::int64_t size, std::int64_t count)
    : size_(size),
      count_(count),
      bias_(register_parameter("bias", at::zeros({count}))),
      query_(register_module("query", torch::nn::Linear(state, size))),
      key_(register_module("key", torch::nn::Linear(state, size))) {
  const at::NoGradGuard no_gradient;
  query_->weight.copy_(key_->weight);
}

at::Tensor FirstTargetAttentionImpl::forward(const at::Tensor& states, const at::Tensor& counts) {
  const at::Tensor key = before_each(key_->forward(states.select(2, 0)), count_);  // [row, origin, earlier, size]
  const at::Tensor missing = before_each(counts.unsqueeze(2).to(at::kFloat), count_)
                                 .squeeze(3)
                                 .lt(0.5)
                                 .unsqueeze(2);  // [row, origin, 1, earlier]
  const at::Tensor likeness =
      at::matmul(query_->forward(states), key.transpose(2, 3)) / std::sqrt(static_cast<double>(size_));
  const at::Tensor scores = (likeness + bias_).masked_fill(missing, -std::numeric_limits<double>::infinity());
  return at::softmax(at::constant_pad_nd(scores, {0, 1}, 0), 3);
}

}  // namespace demandcast::nn
