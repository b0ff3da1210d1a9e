// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/centred_quantiles.h"

namespace demandcast::nn {

namespace {

constexpr double kNarrow = 2;    // widths of a new network are softplus(-2) = .13
constexpr double kHighest = 5;   // e^5 times the base is beyond any promotion
constexpr double kFloor = 0.25;  // of the level

}  // namespace

at::Tensor centred_quantiles(const at::Tensor& raw, std::int64_t median) {
  const std::int64_t last = raw.dim() - 1, levels = raw.size(last);
  const at::Tensor centre = raw.narrow(last, median, 1);
  const at::Tensor widths = at::softplus(raw - kNarrow);
  const at::Tensor above = widths.narrow(last, median + 1, levels - median - 1).cumsum(last);
  const at::Tensor below = widths.narrow(last, 0, median).flip({last}).cumsum(last).flip({last});
  return at::cat({centre - below, centre, centre + above}, last);
}

at::Tensor moved(const at::Tensor& base, const at::Tensor& z) {
  return base + (base + kFloor) * at::expm1(z.clamp_max(kHighest));
}

}  // namespace demandcast::nn
