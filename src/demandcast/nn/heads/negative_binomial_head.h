// A negative binomial distribution of counts, taught by its likelihood.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/nn/heads/head.h"

namespace demandcast::nn {

/// Parameters: mean m > 0 in units of the target, dispersion a > 0 (a count of mean u m has variance u m + a (u m)^2).
/// The loss of a count y, with r = 1/a and M = u m:
///
///   -log p = lnGamma(y + 1) + lnGamma(r) - lnGamma(y + r) + r log(1 + a M) + y log(1 + 1 / (a M))
///
/// [Salinas et al. 2020, "DeepAR", sec. 3.2]. Demand that is no whole number is taken by the same expression; what is
/// below zero as zero. Quantiles are counts: the least with a probability of at least the level up to it.
class NegativeBinomialHead final : public Head {
 public:
  std::int64_t outputs() const override { return 2; }
  std::int64_t centre_place() const override { return 0; }
  at::Tensor centre(const at::Tensor& raw, const at::Tensor& base) const override;
  at::Tensor parameters(const at::Tensor& raw, const at::Tensor& base) const override;
  at::Tensor middle(const at::Tensor& parameters) const override { return parameters.select(-1, 0); }
  at::Tensor loss(const at::Tensor& demand, const at::Tensor& parameters, const at::Tensor& unit,
                  const at::Tensor& weights) const override;
  void quantiles(std::span<const double> parameters, double unit, std::span<const double> levels,
                 std::span<double> quantiles) const override;
};

}  // namespace demandcast::nn
