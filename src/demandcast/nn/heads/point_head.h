// One number, taught by the absolute error: a network before distributions.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/nn/heads/head.h"

namespace demandcast::nn {

/// The parameter is the median, and every quantile is it: wrappers (distribution_engine, calibrated) make a
/// distribution of past errors around it. The loss is half the absolute error, that of the pinball at 1/2.
class PointHead final : public Head {
 public:
  std::int64_t outputs() const override { return 1; }
  std::int64_t centre_place() const override { return 0; }
  at::Tensor parameters(const at::Tensor& raw, const at::Tensor& base) const override { return centre(raw, base); }
  at::Tensor middle(const at::Tensor& parameters) const override { return parameters.squeeze(-1); }
  at::Tensor loss(const at::Tensor& demand, const at::Tensor& parameters, const at::Tensor& unit,
                  const at::Tensor& weights) const override;
  void quantiles(std::span<const double> parameters, double unit, std::span<const double> levels,
                 std::span<double> quantiles) const override;
};

}  // namespace demandcast::nn
