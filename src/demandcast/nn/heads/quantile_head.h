// Quantiles at fixed levels, taught by the pinball loss.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/nn/heads/head.h"

namespace demandcast::nn {

/// Parameters are the quantiles at `levels`, which rise (centred_quantiles.h); the loss is their pinball loss
/// (pinball.h) [Wen et al. 2017, sec. 2]. Other levels lie on straight lines between neighbours over the normal score
/// of the level; beyond the ends the last line goes on.
class QuantileHead final : public Head {
 public:
  /// `levels` rise and hold 1/2.
  explicit QuantileHead(std::vector<double> levels);
  std::int64_t outputs() const override { return std::ssize(levels_); }
  std::int64_t centre_place() const override { return median_; }
  at::Tensor parameters(const at::Tensor& raw, const at::Tensor& base) const override;
  at::Tensor middle(const at::Tensor& parameters) const override;
  at::Tensor loss(const at::Tensor& demand, const at::Tensor& parameters, const at::Tensor& unit,
                  const at::Tensor& weights) const override;
  void quantiles(std::span<const double> parameters, double unit, std::span<const double> levels,
                 std::span<double> quantiles) const override;

 private:
  std::vector<double> levels_;
  std::int64_t median_;
};

}  // namespace demandcast::nn
