// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/look_back.h"

#include "demandcast/models/neural/network/past_inputs.h"

namespace demandcast::neural {
namespace {

constexpr std::int64_t kOfAHead = 16;

}  // namespace

std::vector<std::int64_t> distances_of(const std::vector<Span>& targets) {
  std::vector<std::int64_t> all;
  for (const Span& target : targets) all.push_back(target.lead + 1 + (target.length - 1) / 2);
  return all;
}

LookBackImpl::LookBackImpl(const AttentionDesign& design, const NetworkSizes& sizes, std::int64_t state,
                           std::int64_t out)
    : heads_(design.heads) {
  if (design.events && sizes.events > 0) positions_ = register_module("positions", EventPositions(sizes));
  attention_ = register_module("attention", nn::WindowAttention(nn::WindowAttentionImpl::Sizes{
                                                .state = state,
                                                .position = positions_ ? EventPositionsImpl::kWidth : 1,
                                                .heads = heads_,
                                                .size = kOfAHead,
                                                .window = sizes.window,
                                                .ahead = distances_of(sizes.targets)}));
  value_ = register_module("value", torch::nn::Linear(state, kOfAHead));
  out_ = register_module("out", torch::nn::Linear(heads_ * (kOfAHead + 1), out));
}

LookBackImpl::Found LookBackImpl::forward(const BatchTensors& batch, const at::Tensor& states) {
  const std::int64_t b = states.size(0), periods = states.size(1), m = batch.origin.size(1), k = batch.demand.size(2);
  const at::Tensor past = batch.past.narrow(1, batch.past.size(1) - periods, periods);
  const at::Tensor known = past.select(2, PastInputs::kKnown).gt(0.5);
  const at::Tensor where = positions_ ? positions_->of_past(batch) : at::zeros({b, periods, 1}, states.options());
  const at::Tensor wanted = positions_ ? positions_->of_targets(batch) : at::zeros({b, m, k, 1}, states.options());
  const at::Tensor numbers = at::cat({at::constant_pad_nd(value_->forward(states), {0, 0, 0, 1}, 0),
                                      at::constant_pad_nd(past.narrow(2, PastInputs::kInLevels, 1), {0, 0, 0, 1}, 1)},
                                     2);  // of nothing: no value, demand of a level
  const nn::WindowAttentionImpl::Attended of = attention_->forward(states, where, wanted, known, numbers);
  const at::Tensor demand = of.means.select(4, kOfAHead);
  const at::Tensor values = of.means.narrow(4, 0, kOfAHead).flatten(3);
  return {out_->forward(at::cat({values, at::log1p(demand)}, 3)), demand, of.weights};
}

}  // namespace demandcast::neural
