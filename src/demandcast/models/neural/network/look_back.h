// What a forecast takes from like periods of the past.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/neural/network/event_positions.h"
#include "demandcast/models/neural/network/network_design.h"
#include "demandcast/nn/window_attention.h"

namespace demandcast::neural {

/// Periods from an origin to the middle of each target.
std::vector<std::int64_t> distances_of(const std::vector<Span>& targets);

/// Horizon-specific context of MQTransformer: attention from every origin and target over the periods of a window, by
/// encoder state, event position and lag, at periods whose demand is known. Beside the values W h it gives the demand
/// in levels that each head found, with 1, the level, for the part of its weight that found nothing.
class LookBackImpl : public torch::nn::Module {
 public:
  LookBackImpl(const AttentionDesign& design, const NetworkSizes& sizes, std::int64_t state, std::int64_t out);
  struct Found {
    at::Tensor state;    ///< [block, origin, target, out] to be added to the local decoder's input
    at::Tensor demand;   ///< [block, origin, target, head] in levels
    at::Tensor weights;  ///< [block, head, origin, target, period + nothing]
  };
  /// `states` [block, window + origins - 1, state].
  Found forward(const BatchTensors& batch, const at::Tensor& states);

 private:
  std::int64_t heads_;
  EventPositions positions_{nullptr};
  nn::WindowAttention attention_{nullptr};
  torch::nn::Linear value_{nullptr}, out_{nullptr};
};
TORCH_MODULE(LookBack);

}  // namespace demandcast::neural
