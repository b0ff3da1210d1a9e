// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/event_positions.h"

#include <algorithm>

namespace demandcast::neural {
namespace {

constexpr std::int64_t kNear = Batch::kNear, kPlaces = Batch::kPlaces;

at::Tensor shares(const std::vector<Span>& targets) {
  int steps = 1;
  for (const Span& target : targets) steps = std::max(steps, target.lead + target.length);
  at::Tensor all = at::zeros({std::ssize(targets), steps});
  for (std::int64_t k = 0; k < std::ssize(targets); ++k) {
    const Span& target = targets[static_cast<std::size_t>(k)];
    all.select(0, k).narrow(0, target.lead, target.length).fill_(1.0 / target.length);
  }
  return all;
}

}  // namespace

EventPositionsImpl::EventPositionsImpl(const NetworkSizes& sizes)
    : sizes_(sizes),
      mean_(register_buffer("mean", shares(sizes.targets))),
      steps_alone_(mean_.size(0) == mean_.size(1) && at::equal(mean_, at::eye(mean_.size(0)))),
      position_(register_module("position", torch::nn::Linear(sizes.events * kPlaces, kWidth))) {}

at::Tensor EventPositionsImpl::of_past(const BatchTensors& batch) {
  return at::relu(position_->forward(batch.events.flatten(2)));
}

at::Tensor EventPositionsImpl::of_targets(const BatchTensors& batch) {
  const std::int64_t b = batch.ahead.size(0), m = batch.ahead.size(1), last = batch.events.size(1);
  const at::Tensor before = batch.events.narrow(1, last - m, m).narrow(2, 1, kNear);  // the origin, and one before it
  const at::Tensor beyond = at::zeros({b, m, kNear, sizes_.events}, batch.ahead.options());
  const at::Tensor all = at::cat({before, batch.ahead, beyond}, 2);
  std::vector<at::Tensor> places;
  for (std::int64_t place = 0; place < kPlaces; ++place) places.push_back(all.narrow(2, place, batch.ahead.size(2)));
  const at::Tensor steps = at::relu(position_->forward(at::cat(places, 3)));
  return steps_alone_ ? steps : at::matmul(mean_, steps);
}

}  // namespace demandcast::neural
