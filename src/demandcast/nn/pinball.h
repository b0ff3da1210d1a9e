// The pinball loss as a differentiable function of tensors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

namespace demandcast::nn {

/// Mean pinball loss over observed cells.
///
///   L_q(y, f) = max(q (y - f), (q - 1)(y - f))        [Koenker & Bassett 1978]
///
/// `actual`    [..., 1] or [...] broadcast against `forecast`; units of demand; NaN = not observed, without gradient
/// `forecast`  [..., level]
/// `levels`    [level], in (0, 1), of the type of `forecast`
/// Returns a scalar, in units of demand (no factor 2: see docs/metrics.md); 0 when no cell is observed.
at::Tensor pinball(const at::Tensor& actual, const at::Tensor& forecast, const at::Tensor& levels);

}  // namespace demandcast::nn
