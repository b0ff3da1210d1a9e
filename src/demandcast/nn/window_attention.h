// Attention of every origin and target over the periods of a window before the origin.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>

#include <vector>

namespace demandcast::nn {

/// Horizon-specific attention [Vaswani et al. 2017; for forecasts Eisenach, Patel & Madeka 2020, "MQTransformer",
/// arXiv 2009.14799]: of origin t and target k, in each head,
///
///   query = W [h_t ; r_tk],  key_s = W' [h_s ; r_s],  s in t - window + 1 .. t,
///   weight_s ~ exp(query . key_s / sqrt(size) + bias(periods from s to the target))
///
/// beside one place that holds nothing, of weight ~ exp(0), for what has no like in the window. Memory: O(origins *
/// targets * periods) of a block, for the weights; all else is made a few rows at a time, small enough for a cache.
class WindowAttentionImpl : public torch::nn::Module {
 public:
  struct Sizes {
    std::int64_t state = 1, position = 0;  ///< numbers of h and of r
    std::int64_t heads = 1, size = 16;     ///< size: of a head's queries and keys
    std::int64_t window = 1;
    std::vector<std::int64_t> ahead;  ///< [target] periods from an origin to it, at least 1
  };
  explicit WindowAttentionImpl(const Sizes& sizes);
  struct Attended {
    at::Tensor means;    ///< [row, origin, target, head, number]
    at::Tensor weights;  ///< [row, head, origin, target, period + nothing], without a gradient
  };
  /// `states` [row, period, state] and `positions` [row, period, position] of the periods up to the last origin;
  /// `targets` [row, origin, target, position]; `visible` [row, period] bool: periods that may be looked at; `numbers`
  /// [row, period + nothing, number] of which means are made. There are window - 1 periods before the first origin.
  Attended forward(const at::Tensor& states, const at::Tensor& positions, const at::Tensor& targets,
                   const at::Tensor& visible, const at::Tensor& numbers);

 private:
  at::Tensor bias(std::int64_t origins, std::int64_t periods);

  Sizes sizes_;
  at::Tensor lags_;  ///< [head, lag]
  torch::nn::Linear query_of_state_{nullptr}, query_of_position_{nullptr}, key_{nullptr};
};
TORCH_MODULE(WindowAttention);

}  // namespace demandcast::nn
