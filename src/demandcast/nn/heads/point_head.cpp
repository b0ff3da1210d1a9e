// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/heads/point_head.h"

#include <algorithm>

namespace demandcast::nn {

at::Tensor PointHead::loss(const at::Tensor& demand, const at::Tensor& parameters, const at::Tensor&,
                           const at::Tensor& weights) const {
  return mean_of_known(demand, (at::nan_to_num(demand) - middle(parameters)).abs() / 2, weights);
}

void PointHead::quantiles(std::span<const double> parameters, double unit, std::span<const double>,
                          std::span<double> quantiles) const {
  std::ranges::fill(quantiles, unit * parameters[0]);
}

}  // namespace demandcast::nn
