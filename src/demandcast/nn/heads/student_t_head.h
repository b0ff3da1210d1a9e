// A Student t distribution, taught by its likelihood.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/nn/heads/head.h"

namespace demandcast::nn {

/// Parameters: location, scale > 0, degrees of freedom > 2, so that there is a variance. The loss is
///
///   -log p = log(s) + log(n pi)/2 + lnGamma(n/2) - lnGamma((n+1)/2) + (n+1)/2 log(1 + ((y-m)/s)^2 / n)
///
/// with everything in units of the target [Salinas, Flunkert, Gasthaus & Januschowski 2020, "DeepAR", whose open
/// implementations have it by default].
class StudentTHead final : public Head {
 public:
  std::int64_t outputs() const override { return 3; }
  std::int64_t centre_place() const override { return 0; }
  at::Tensor parameters(const at::Tensor& raw, const at::Tensor& base) const override;
  at::Tensor middle(const at::Tensor& parameters) const override { return parameters.select(-1, 0); }
  at::Tensor loss(const at::Tensor& demand, const at::Tensor& parameters, const at::Tensor& unit,
                  const at::Tensor& weights) const override;
  void quantiles(std::span<const double> parameters, double unit, std::span<const double> levels,
                 std::span<double> quantiles) const override;
};

}  // namespace demandcast::nn
