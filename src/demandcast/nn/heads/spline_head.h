// The complete quantile function: a spline with exponential tails, taught by its whole CRPS.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/nn/heads/head.h"

namespace demandcast::nn {

/// Q(p) goes in straight lines, over the level, through knots at `levels`, and beyond them
///
///   Q(p) = Q(p_1) + t ln(p / p_1)                  below the first
///   Q(p) = Q(p_n) - s ln((1 - p) / (1 - p_n))      above the last
///
/// [Park, Maddix Robinson, Aubet, Kan, Gasthaus & Wang 2022, "Learning quantile functions without quantile crossing",
/// incremental spline quantile function]. Parameters: knots, which rise (centred_quantiles.h), then t and s. The loss
/// is half the CRPS, the integral over all levels of the pinball loss, in closed form. So no level is learnt more than
/// another, and any is there to be asked for.
class SplineHead final : public Head {
 public:
  /// `levels` rise and hold 1/2.
  explicit SplineHead(std::vector<double> levels);
  std::int64_t outputs() const override { return std::ssize(levels_) + 2; }
  std::int64_t centre_place() const override { return median_; }
  at::Tensor parameters(const at::Tensor& raw, const at::Tensor& base) const override;
  at::Tensor middle(const at::Tensor& parameters) const override { return parameters.select(-1, median_); }
  at::Tensor loss(const at::Tensor& demand, const at::Tensor& parameters, const at::Tensor& unit,
                  const at::Tensor& weights) const override;
  void quantiles(std::span<const double> parameters, double unit, std::span<const double> levels,
                 std::span<double> quantiles) const override;

 private:
  std::int64_t knots() const { return std::ssize(levels_); }

  std::vector<double> levels_;
  std::int64_t median_;
};

}  // namespace demandcast::nn
