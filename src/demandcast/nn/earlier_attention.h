// Attention of a forecast over forecasts of earlier origins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>

#include <vector>

namespace demandcast::nn {

/// Which target of the origin j periods before each target looks at: [j - 1][target], j = 1 .. count; -1 = none. "The
/// same date" leads to the decoder's self-attention of MQTransformer.
using EarlierTargets = std::vector<std::vector<std::int64_t>>;

/// `numbers` [row, origin, target, number] of the targets that are looked at: [row, origin, target, earlier, number],
/// zero where there is none.
at::Tensor of_earlier(const at::Tensor& numbers, const EarlierTargets& earlier);
/// Whether there is one: `counts` [row, origin] bool, false for origins that do not count. [row, origin, target,
/// earlier] bool.
at::Tensor has_earlier(const at::Tensor& counts, const EarlierTargets& earlier);

/// Decoder self-attention over the states that made earlier forecasts [Eisenach, Patel & Madeka 2020, "MQTransformer",
/// arXiv 2009.14799], banded: a state looks at one state of each of the 1 .. count origins before it, beside a place
/// that holds nothing. A new one looks at what is like itself. Cost: O(origins * targets * count).
class EarlierAttentionImpl : public torch::nn::Module {
 public:
  EarlierAttentionImpl(std::int64_t state, std::int64_t size, EarlierTargets earlier);
  struct Attended {
    at::Tensor values;   ///< [row, origin, target, size]
    at::Tensor weights;  ///< [row, origin, target, earlier + nothing]
  };
  /// `states` [row, origin, target, state]; `counts` [row, origin] bool.
  Attended forward(const at::Tensor& states, const at::Tensor& counts);
  /// Mean of `numbers` [row, origin, target] by weights; the place that holds nothing counts as zero.
  at::Tensor mean(const at::Tensor& weights, const at::Tensor& numbers) const;

 private:
  std::int64_t size_;
  EarlierTargets earlier_;
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
  FirstTargetAttentionImpl(std::int64_t state, std::int64_t size, std::int64_t count);
  /// `states` [row, origin, target, state]; `counts` [row, origin] bool. Returns weights [row, origin, target, earlier
  /// + nothing].
  at::Tensor forward(const at::Tensor& states, const at::Tensor& counts);

 private:
  std::int64_t size_, count_;
  at::Tensor bias_;  ///< [earlier]
  torch::nn::Linear query_{nullptr}, key_{nullptr};
};
TORCH_MODULE(FirstTargetAttention);

}  // namespace demandcast::nn
