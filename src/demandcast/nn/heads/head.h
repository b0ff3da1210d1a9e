// What a network says of a target, and what it is taught by: a distribution from a few numbers, and its loss.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <span>

namespace demandcast::nn {

/// A head has no weights: a network's last layer gives it `outputs()` raw numbers a target. All is in units of the
/// target (the level of a series, times the periods of a span), but `loss` of counts and `quantiles`, which know it.
class Head {
 public:
  virtual ~Head() = default;
  virtual std::int64_t outputs() const = 0;
  /// The raw number that alone decides the centre.
  virtual std::int64_t centre_place() const = 0;
  /// raw [.., 1] at centre_place, `base` [.., 1] -> [.., 1]: a rough forecast that is moved (moved()); where `base` is
  /// undefined, raw is told as it is.
  virtual at::Tensor centre(const at::Tensor& raw, const at::Tensor& base) const;
  /// raw [.., outputs], base as in `centre` -> parameters [.., outputs], valid for any raw numbers.
  virtual at::Tensor parameters(const at::Tensor& raw, const at::Tensor& base) const = 0;
  /// The parameter that stands for the middle: [.., outputs] -> [..].
  virtual at::Tensor middle(const at::Tensor& parameters) const = 0;
  /// Weighted mean loss over known cells, a scalar; 0 when no cell is known. `demand` [cell], NaN = not known;
  /// `parameters` [cell, output]; `unit` [cell] demand of one unit; `weights` [cell], at least 0.
  virtual at::Tensor loss(const at::Tensor& demand, const at::Tensor& parameters, const at::Tensor& unit,
                          const at::Tensor& weights) const = 0;
  /// [level] of demand itself, not of units: `parameters` [output] of one target of unit `unit`.
  virtual void quantiles(std::span<const double> parameters, double unit, std::span<const double> levels,
                         std::span<double> quantiles) const = 0;
};

/// sum(w loss) / sum(w) over cells whose demand is known; the loss of the others may be anything finite.
at::Tensor mean_of_known(const at::Tensor& demand, const at::Tensor& losses, const at::Tensor& weights);

}  // namespace demandcast::nn
