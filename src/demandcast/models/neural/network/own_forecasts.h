// What a forecast takes from the network's own earlier forecasts and their errors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/neural/network/batch_tensors.h"
#include "demandcast/models/neural/network/network_sizes.h"
#include "demandcast/nn/earlier_attention.h"

namespace demandcast::neural {

constexpr float kLargestError = 5;  ///< of an own forecast, in levels; larger ones are told as this

/// Where the origin j before spoke of each target's dates.
nn::EarlierPlaces same_dates(const std::vector<Span>& targets, std::int64_t earlier);

/// Feedback of MQTransformer, from the `earlier` origins before one: attention over the decoder states that forecast
/// the same target; and, told directly, the errors of the medians of their first step, all of them and the mean of
/// those that attention finds made in a like state, as at a like promotion. Medians and errors carry no gradient.
class OwnForecastsImpl : public torch::nn::Module {
 public:
  OwnForecastsImpl(const NetworkSizes& sizes, std::int64_t earlier, std::int64_t state);
  struct Found {
    at::Tensor state;   ///< [block, origin, target, state] to be added to the local decoder's input
    at::Tensor median;  ///< [block, origin, target, 1] mean of earlier medians of the target, and of this one for the
                        ///< weight that found none, in levels of the origin
  };
  /// `states` [block, origin, target, state]; `medians` [block, origin, target] in levels of their origins.
  Found forward(const BatchTensors& batch, const at::Tensor& states, const at::Tensor& medians);

 private:
  at::Tensor of_errors(const BatchTensors& batch, const at::Tensor& states, const at::Tensor& medians);

  std::int64_t earlier_;
  nn::EarlierAttention forecasts_{nullptr};
  nn::FirstTargetAttention errors_{nullptr};
  torch::nn::Linear of_values_{nullptr}, of_found_{nullptr}, of_all_{nullptr};
};
TORCH_MODULE(OwnForecasts);

}  // namespace demandcast::neural
