// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/window_attention.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/nn/means_by_likeness.h"

namespace demandcast::nn {
namespace {

constexpr double kLikeness = 3;

std::int64_t farthest(const std::vector<std::int64_t>& ahead) { return *std::ranges::max_element(ahead); }

}  // namespace

WindowAttentionImpl::WindowAttentionImpl(const Sizes& sizes) : sizes_(sizes) {
  const std::int64_t all = sizes.heads * sizes.size;
  query_of_state_ = register_module("query_of_state", torch::nn::Linear(sizes.state, all));
  query_of_position_ = register_module("query_of_position",
                                       torch::nn::Linear(torch::nn::LinearOptions(sizes.position, all).bias(false)));
  key_ = register_module("key", torch::nn::Linear(sizes.state + sizes.position, all));
  const at::NoGradGuard no_gradient;  // a new one looks at what has a position like the target's
  query_of_position_->weight.copy_(key_->weight.narrow(1, sizes.state, sizes.position).mul_(kLikeness));
  lags_ = register_parameter("lags", at::zeros({sizes.heads, sizes.window + farthest(sizes.ahead)}));
}

/// [head, origin, target, period + nothing]; minus infinity outside the window.
at::Tensor WindowAttentionImpl::bias(std::int64_t origins, std::int64_t periods) {
  const auto whole = at::TensorOptions(at::kLong).device(lags_.device());
  const at::Tensor origin = at::arange(periods - origins, periods, whole).unsqueeze(1);
  const at::Tensor before = origin - at::arange(periods, whole).unsqueeze(0);  // [origin, period]
  const at::Tensor ahead = at::tensor(sizes_.ahead, at::kLong).to(lags_.device()).view({1, -1, 1});
  const at::Tensor outside = before.lt(0).logical_or(before.ge(sizes_.window)).unsqueeze(1);
  const at::Tensor lag = (before.unsqueeze(1) + ahead).masked_fill(outside, 0);
  const at::Tensor of_periods = lags_.index_select(1, lag.flatten())
                                    .view({sizes_.heads, origins, lag.size(1), periods})
                                    .masked_fill(outside.unsqueeze(0), -std::numeric_limits<double>::infinity());
  return at::constant_pad_nd(of_periods, {0, 1}, 0);
}

WindowAttentionImpl::Attended WindowAttentionImpl::forward(const at::Tensor& states, const at::Tensor& positions,
                                                           const at::Tensor& targets, const at::Tensor& visible,
                                                           const at::Tensor& numbers) {
  const std::int64_t rows = states.size(0), periods = states.size(1), origins = targets.size(1);
  const std::int64_t count = targets.size(2), heads = sizes_.heads;
  const double root = std::sqrt(static_cast<double>(sizes_.size));
  const at::Tensor now = states.narrow(1, periods - origins, origins) / root;
  const at::Tensor query = (query_of_state_->forward(now).unsqueeze(2) + query_of_position_->forward(targets / root))
                               .view({rows, origins * count, heads, sizes_.size})
                               .transpose(1, 2);
  const at::Tensor key = at::constant_pad_nd(key_->forward(at::cat({states, positions}, 2)), {0, 0, 0, 1}, 0)
                             .view({rows, periods + 1, heads, sizes_.size})
                             .permute({0, 2, 3, 1});  // of nothing: zero
  const at::Tensor hidden = at::constant_pad_nd(visible.logical_not(), {0, 1}, 0);
  const Means found = means_of(query, key, bias(origins, periods).flatten(1, 2), hidden, numbers);
  return {found.means.view({rows, heads, origins, count, numbers.size(2)}).permute({0, 2, 3, 1, 4}),
          found.weights.view({rows, heads, origins, count, periods + 1})};
}

}  // namespace demandcast::nn
