// Attention of a forecast over forecasts of earlier origins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>

#include "demandcast/nn/banded_attention.h"

namespace demandcast::nn {

/// Decoder self-attention over the states that made earlier forecasts [Eisenach, Patel & Madeka 2020, "MQTransformer",
/// arXiv 2009.14799], banded: a state looks at one state of each of the 1 .. count origins before it ("the same date"
/// is MQTransformer's), beside a place that holds nothing. A new one looks at what is like itself. Cost: O(origins *
/// targets * count).
class EarlierAttentionImpl : public torch::nn::Module {
 public:
  EarlierAttentionImpl(std::int64_t state, std::int64_t size, EarlierPlaces earlier);
  struct Attended {
    at::Tensor values;   ///< [row, origin, target, size]
    at::Tensor mean;     ///< [row, origin, target] of the numbers; the place that holds nothing counts as zero
    at::Tensor weights;  ///< [row, origin, target, earlier + nothing]
  };
  /// `states` [row, origin, target, state]; `numbers` [row, origin, target], told beside the states; `counts` [row,
  /// origin] bool, false for origins that are not looked at.
  Attended forward(const at::Tensor& states, const at::Tensor& numbers, const at::Tensor& counts);

 private:
  std::int64_t size_;
  EarlierPlaces earlier_;
  at::Tensor bias_;  ///< [earlier]
  torch::nn::Linear query_{nullptr}, key_and_value_{nullptr};
};
TORCH_MODULE(EarlierAttention);

/// `numbers` [row, origin, number] as they were at the 1 .. count origins before: [row, origin, earlier, number], zero
/// before the first.
at::Tensor before_each(const at::Tensor& numbers, std::int64_t count);

/// The same attention where every target looks at one and the same state of each earlier origin: that of its first
/// target, whose outcome is known. Cost: O(origins * targets * count).
class FirstTargetAttentionImpl : public torch::nn::Module {
 public:
  FirstTargetAttentionImpl(std::int64_t state, std::int64_t size, std::int64_t targets, std::int64_t count);
  /// `states` [row, origin, target, state]; `numbers` [row, origin, number] of the origins' outcomes; `counts` [row,
  /// origin] bool. Means are of the numbers.
  Banded forward(const at::Tensor& states, const at::Tensor& numbers, const at::Tensor& counts);

 private:
  EarlierPlaces earlier_;
  at::Tensor bias_;  ///< [earlier]
  torch::nn::Linear query_{nullptr}, key_{nullptr};
};
TORCH_MODULE(FirstTargetAttention);

}  // namespace demandcast::nn
