// A forking network's newest answers, at the speed of the processor.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "demandcast/models/neural/network/forking_network.h"
#include "demandcast/models/neural/network/plain_decoder.h"
#include "demandcast/models/neural/network/plain_look_back.h"
#include "demandcast/models/neural/network/plain_own_forecasts.h"
#include "demandcast/nn/plain_convolution.h"

namespace demandcast::neural {

/// ForkingNetwork::newest, but for rounding, of networks with a convolution on the CPU: one block at a time by plain
/// loops whose numbers stay in a cache, where LibTorch's operations carry all blocks through memory from one to the
/// next. The head, and what it needs of the newest origin, is the network's own. What becomes of a block does not
/// depend on the others of its batch. Keeps copies of the weights, in single precision.
class PlainNetwork {
 public:
  /// Whether there is such a one for a network of this design.
  static bool covers(const NetworkDesign& design, const at::Device& device);
  PlainNetwork(ForkingNetwork network, const NetworkDesign& design, const NetworkSizes& sizes);
  /// Of the newest origins; parameters and mean alone.
  NetworkForecast newest(const BatchTensors& batch) const;

 private:
  struct Answers;
  Answers first_answers(const BatchTensors& batch) const;
  /// Adds to `newest` [block, 1, target, number] -> the medians found, [block, 1, target, 1].
  at::Tensor hear_of_own_forecasts(const BatchTensors& batch, const Answers& answers, const at::Tensor& newest) const;

  mutable ForkingNetwork network_;  ///< modules have no const forward
  nn::PlainConvolution convolution_;
  PlainDecoder decoder_;
  std::optional<PlainLookBack> look_back_;
  std::optional<PlainOwnForecasts> own_forecasts_;
};

}  // namespace demandcast::neural
