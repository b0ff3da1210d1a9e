// Positions in time told by what happens there, rather than by counting.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>

#include "demandcast/models/neural/network/batch_tensors.h"
#include "demandcast/models/neural/network/network_sizes.h"

namespace demandcast::neural {

/// r_s = relu(W [e_{s-2} .. e_{s+2}] + b), e_s the event inputs of a period: a convolution over a window to both sides,
/// as plans and calendar are known beforehand [Eisenach, Patel & Madeka 2020, "MQTransformer", arXiv 2009.14799]. Plans
/// around a past period are those known in it, and what lies beyond the horizon counts as nothing.
class EventPositionsImpl : public torch::nn::Module {
 public:
  static constexpr std::int64_t kWidth = 16;
  explicit EventPositionsImpl(const NetworkSizes& sizes);
  /// Of the periods in reach of a block's origins: [block, window + origins - 1, kWidth].
  at::Tensor of_past(const BatchTensors& batch);
  /// [block, origin, target, kWidth]; of a span the mean of its periods.
  at::Tensor of_targets(const BatchTensors& batch);

 private:
  NetworkSizes sizes_;
  at::Tensor mean_;           ///< [target, step] shares of a target's periods
  bool steps_alone_ = false;  ///< whether every target is a step, in their order
  torch::nn::Linear position_{nullptr};
};
TORCH_MODULE(EventPositions);

}  // namespace demandcast::neural
