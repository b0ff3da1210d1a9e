// Quantiles that cannot cross, laid outward from the median, and the link from them to demand.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

namespace demandcast::nn {

/// Raw outputs [..., level] -> z [..., level], rising in level: z at `median` is the raw output there; each neighbour
/// outward is softplus(raw - 2) further. Errors of width do not pass into the median, which a head that climbs from the
/// lowest level lets happen.
at::Tensor centred_quantiles(const at::Tensor& raw, std::int64_t median);

/// A change z of a rough forecast `base` >= 0, both in units of the level:
///
///   base + (1/4 + base) (e^z - 1),   z held below 5
///
/// additive where the base is near zero, multiplicative above; rising in z; lowest at -1/4.
at::Tensor moved(const at::Tensor& base, const at::Tensor& z);

}  // namespace demandcast::nn
