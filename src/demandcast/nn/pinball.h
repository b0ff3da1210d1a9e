// The pinball loss as a differentiable function of tensors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

namespace demandcast::nn {

/// Weighted mean pinball loss over known cells and levels, made in one pass with its gradient.
///
///   L_q(y, f) = max(q (y - f), (q - 1)(y - f))        [Koenker & Bassett 1978]
///
/// `actual`    [cell]         NaN = not known, without weight and gradient
/// `forecast`  [cell, level]  of any float type; the gradient flows into it alone
/// `levels`    [level]        in (0, 1), of the type of `forecast`
/// `weights`   [cell]         at least 0
/// Returns sum(w L) / (sum of the known cells' w * levels), a scalar (no factor 2: see docs/metrics.md); 0 when no cell
/// is known.
at::Tensor pinball(const at::Tensor& actual, const at::Tensor& forecast, const at::Tensor& levels,
                   const at::Tensor& weights);

/// Weights [cell] over the scatter that `quantiles` [cell, level] expect: the distance between the second quantile from
/// either end, and a part of the level besides, so that cells sure to be near zero do not count without bounds. A
/// weight that hangs on what is known at the origin alone moves no quantile of the best forecast; the pinball loss of
/// a cell grows with its scatter, and without it wild cells drown calm ones. No gradient passes. At least four levels.
at::Tensor over_scatter(const at::Tensor& weights, const at::Tensor& quantiles);

}  // namespace demandcast::nn
