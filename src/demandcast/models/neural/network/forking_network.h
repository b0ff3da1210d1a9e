// One network that forecasts every target from every origin of a block of history in one pass.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/linear.h>

#include <memory>
#include <vector>

#include "demandcast/models/neural/network/look_back.h"
#include "demandcast/models/neural/network/own_forecasts.h"
#include "demandcast/nn/causal_convolution.h"
#include "demandcast/nn/heads/head.h"
#include "demandcast/nn/recurrence.h"

namespace demandcast::neural {

/// In units of the level.
struct NetworkForecast {
  at::Tensor parameters;  ///< [block, origin, target, output] of the head
  at::Tensor mean;        ///< [block, origin, target]
  at::Tensor first;       ///< [block, origin, target] the centre before the network heard of its own forecasts;
                          ///< undefined where it does not
  at::Tensor weights;     ///< [block, head, origin, target, period + nothing] of the past; undefined without attention
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
///
/// With attention it is the MQTransformer [Eisenach, Patel & Madeka 2020, arXiv 2009.14799]: what is found by LookBack
/// goes into the local decoder, and the demand found among the rough forecasts; then OwnForecasts of this first answer,
/// and the local decoder a second time. Without both it has the weights, and the answer, of the network that it
/// extends.
class ForkingNetworkImpl : public torch::nn::Module {
 public:
  ForkingNetworkImpl(const NetworkDesign& design, const NetworkSizes& sizes);
  /// Periods of the past that one origin reads.
  int reach() const { return reach_; }
  /// What a forecast of one origin reads: it, and the origins before it whose forecasts it looks at.
  Gatherer::Sizes reads() const;
  const nn::Head& head() const { return *head_; }
  NetworkForecast forward(const BatchTensors& batch, nn::Dropout& dropout) { return forecast(batch, dropout, false); }
  /// Of each block's newest origin alone, without dropout: parameters and mean have one origin.
  NetworkForecast newest(const BatchTensors& batch);

 private:
  friend class PlainNetwork;  // has another way to what the head is asked
  NetworkForecast forecast(const BatchTensors& batch, nn::Dropout& dropout, bool newest_alone);
  at::Tensor statics_of(const at::Tensor& categories);
  std::int64_t statics_width() const;
  at::Tensor encode(const BatchTensors& batch, const at::Tensor& statics, nn::Dropout& dropout);
  /// Numbers that make a local decoder's hidden ones: [block, origin, target, kLocal].
  at::Tensor local(const BatchTensors& batch, const at::Tensor& context);
  /// The local decoder's answer; rough forecasts that are not there yet have no weight.
  NetworkForecast answer(const at::Tensor& local, const std::vector<at::Tensor>& rough, nn::Dropout& dropout);
  /// Its centre alone.
  at::Tensor centre(const at::Tensor& local, const std::vector<at::Tensor>& rough, nn::Dropout& dropout);
  /// Of the outputs that decide it: the head's, and the weights of the rough forecasts.
  at::Tensor centre_of(const at::Tensor& raw, const at::Tensor& weights, const std::vector<at::Tensor>& rough) const;
  /// Places of those outputs before the network has heard of its own forecasts.
  std::vector<std::int64_t> told_at_first() const;
  at::Tensor hidden(const at::Tensor& local, nn::Dropout& dropout);

  NetworkDesign design_;
  NetworkSizes sizes_;
  std::shared_ptr<const nn::Head> head_;
  int reach_ = 1;
  std::int64_t rough_ = 1;  ///< rough forecasts that are mixed
  torch::nn::ModuleList embeddings_;
  nn::CausalConvolution convolution_{nullptr};
  nn::Recurrence recurrence_{nullptr};
  torch::nn::Linear plans_{nullptr}, global_{nullptr}, contexts_{nullptr};
  torch::nn::Linear of_context_{nullptr}, of_common_{nullptr}, of_target_{nullptr}, hidden_{nullptr}, outputs_{nullptr},
      mean_{nullptr};
  LookBack look_back_{nullptr};
  OwnForecasts own_forecasts_{nullptr};
};
TORCH_MODULE(ForkingNetwork);

}  // namespace demandcast::neural
