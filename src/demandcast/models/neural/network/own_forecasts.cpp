// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/own_forecasts.h"

#include <algorithm>

namespace demandcast::neural {
namespace {

constexpr std::int64_t kWidth = 16;

torch::nn::Linear without_bias(std::int64_t in, std::int64_t out) {
  return torch::nn::Linear(torch::nn::LinearOptions(in, out).bias(false));
}

}  // namespace

nn::EarlierPlaces same_dates(const std::vector<Span>& targets, std::int64_t earlier) {
  nn::EarlierPlaces same;
  for (int j = 1; j <= earlier; ++j) {
    std::vector<std::int64_t>& of_targets = same.emplace_back();
    for (const Span& target : targets) {
      const auto found = std::ranges::find(targets, Span{.lead = target.lead + j, .length = target.length});
      of_targets.push_back(found == targets.end() ? -1 : found - targets.begin());
    }
  }
  return same;
}

OwnForecastsImpl::OwnForecastsImpl(const NetworkSizes& sizes, std::int64_t earlier, std::int64_t state)
    : earlier_(earlier),
      forecasts_(register_module("forecasts", nn::EarlierAttention(state, kWidth, same_dates(sizes.targets, earlier)))),
      errors_(register_module("errors", nn::FirstTargetAttention(state, kWidth, sizes.target_count(), earlier))),
      of_values_(register_module("of_values", without_bias(kWidth, state))),
      of_found_(register_module("of_found", without_bias(2, state))),
      of_all_(register_module("of_all", without_bias(2 * earlier, state))) {}

at::Tensor OwnForecastsImpl::of_errors(const BatchTensors& batch, const at::Tensor& states, const at::Tensor& medians) {
  const at::Tensor demand = batch.demand.select(2, 0);
  const at::Tensor known = demand.isnan().logical_not().logical_and(batch.begun);
  const at::Tensor error = at::where(known, at::nan_to_num(demand) - medians.select(2, 0), at::zeros_like(demand))
                               .clamp(-kLargestError, kLargestError);  // [block, origin] of the first step
  const at::Tensor outcomes = at::stack({error, known.to(error.dtype())}, 2);
  const at::Tensor found = errors_->forward(states, outcomes, known).values;  // its mean, and how much of it there is
  return of_found_->forward(found) + of_all_->forward(nn::before_each(outcomes, earlier_).flatten(2)).unsqueeze(2);
}

OwnForecastsImpl::Found OwnForecastsImpl::forward(const BatchTensors& batch, const at::Tensor& states,
                                                  const at::Tensor& medians) {
  const at::Tensor own = medians.detach();
  const at::Tensor level = batch.level.unsqueeze(2);
  const nn::EarlierAttentionImpl::Attended of = forecasts_->forward(states, own * level, batch.begun);
  const at::Tensor nothing = of.weights.select(3, of.weights.size(3) - 1);
  const at::Tensor median = of.mean / level + nothing * own;
  return {of_values_->forward(of.values) + of_errors(batch, states, own), median.clamp_min(0).unsqueeze(3)};
}

}  // namespace demandcast::neural
