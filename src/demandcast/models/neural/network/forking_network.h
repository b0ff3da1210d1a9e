// One network that forecasts every target from every origin of a block of history in one pass.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/linear.h>

#include <vector>

#include "demandcast/models/neural/network/gather.h"
#include "demandcast/models/neural/network/network_design.h"
#include "demandcast/nn/causal_convolution.h"
#include "demandcast/nn/recurrence.h"

namespace demandcast::neural {

/// Sizes of everything that goes in and comes out.
struct NetworkSizes {
  std::int64_t past = 0, origin = 0, target = 0, rough = 1, targets = 1, levels = 1;
  std::int64_t median = 0;               ///< place of the level 1/2
  std::vector<std::int64_t> categories;  ///< of each column, 0 = not seen included
  int layers = 6;
};

/// A batch as tensors on the network's device.
struct BatchTensors {
  BatchTensors(const Batch& batch, const at::Device& device, at::ScalarType type = at::kFloat);
  at::Tensor past;        ///< [block, time, past input]
  at::Tensor origin;      ///< [block, origin, origin input]
  at::Tensor target;      ///< [block, origin, target, target input]
  at::Tensor rough;       ///< [block, origin, target, rough forecast]
  at::Tensor categories;  ///< [block, column]
  at::Tensor demand;      ///< [block, origin, target]
  at::Tensor weight;      ///< [block, origin] sqrt of the level over the batch's mean of it
};

/// In units of the level.
struct NetworkForecast {
  at::Tensor quantiles;  ///< [block, origin, target, level], rising in level
  at::Tensor mean;       ///< [block, origin, target]
};

/// MQ-RNN and MQ-CNN and what came before them [Wen, Torkkola, Narayanaswamy & Madeka 2017, "A multi-horizon quantile
/// recurrent forecaster", sec. 3]:
///
///   h_t = encoder(past up to t)                               (none: a feed-forward network)
///   c_t1 .. c_tK, c_ta = global(h_t, origin, statics, what is known of all targets)
///   outputs of target k = local(c_tk, c_ta, what is known of target k), the same for every t and k
///
/// Every origin of a block shares one pass of the encoder ("forking sequences", sec. 3.2). With `skip` the outputs
/// are weights of a mix of rough forecasts and a change of it (nn::moved).
class ForkingNetworkImpl : public torch::nn::Module {
 public:
  ForkingNetworkImpl(const NetworkDesign& design, const NetworkSizes& sizes);
  /// Periods of the past that one origin reads.
  int reach() const { return reach_; }
  NetworkForecast forward(const BatchTensors& batch, nn::Dropout& dropout);

 private:
  at::Tensor statics_of(const at::Tensor& categories);
  at::Tensor encode(const BatchTensors& batch, const at::Tensor& statics, nn::Dropout& dropout);
  at::Tensor decode(const BatchTensors& batch, const at::Tensor& context, nn::Dropout& dropout);

  NetworkDesign design_;
  NetworkSizes sizes_;
  int reach_ = 1;
  torch::nn::ModuleList embeddings_;
  nn::CausalConvolution convolution_{nullptr};
  nn::Recurrence recurrence_{nullptr};
  torch::nn::Linear plans_{nullptr}, global_{nullptr}, contexts_{nullptr};
  torch::nn::Linear of_context_{nullptr}, of_common_{nullptr}, of_target_{nullptr}, hidden_{nullptr}, outputs_{nullptr},
      mean_{nullptr};
};
TORCH_MODULE(ForkingNetwork);

}  // namespace demandcast::neural
