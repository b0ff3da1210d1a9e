// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/heads/student_t_head.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numbers>

namespace demandcast::nn {
namespace {

constexpr double kNarrowest = 1e-3;  // of the level: a series that stands still has no likelihood without bounds

}  // namespace

at::Tensor StudentTHead::parameters(const at::Tensor& raw, const at::Tensor& base) const {
  const std::int64_t last = raw.dim() - 1;
  return at::cat({centre(raw.narrow(last, 0, 1), base), at::softplus(raw.narrow(last, 1, 1)) + kNarrowest,
                  at::softplus(raw.narrow(last, 2, 1)) + 2},
                 last);
}

at::Tensor StudentTHead::loss(const at::Tensor& demand, const at::Tensor& parameters, const at::Tensor&,
                              const at::Tensor& weights) const {
  const at::Tensor scale = parameters.select(-1, 1), freedom = parameters.select(-1, 2);
  const at::Tensor z = (at::nan_to_num(demand) - middle(parameters)) / scale;
  const at::Tensor losses = scale.log() + 0.5 * (freedom * std::numbers::pi).log() + at::lgamma(freedom / 2) -
                            at::lgamma((freedom + 1) / 2) + (freedom + 1) / 2 * at::log1p(z.square() / freedom);
  return mean_of_known(demand, losses, weights);
}

void StudentTHead::quantiles(std::span<const double> parameters, double unit, std::span<const double> levels,
                             std::span<double> quantiles) const {
  const boost::math::students_t_distribution<double> law(parameters[2]);
  for (std::size_t q = 0; q < levels.size(); ++q) {
    quantiles[q] = unit * (parameters[0] + parameters[1] * boost::math::quantile(law, levels[q]));
  }
}

}  // namespace demandcast::nn
