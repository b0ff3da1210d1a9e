// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/heads/negative_binomial_head.h"

#include <boost/math/distributions/negative_binomial.hpp>
#include <cmath>

#include "demandcast/nn/centred_quantiles.h"

namespace demandcast::nn {
namespace {

constexpr double kLeast = 1e-4;    // mean and dispersion, at least
constexpr double kSharpness = 20;  // of the bend that keeps a mean above zero

using Law = boost::math::negative_binomial_distribution<
    double,
    boost::math::policies::policy<boost::math::policies::discrete_quantile<boost::math::policies::integer_round_up>>>;

double count_at(double mean, double dispersion, double level) {
  const double successes = 1 / dispersion;
  return boost::math::quantile(Law(successes, successes / (successes + mean)), level);
}

}  // namespace

at::Tensor NegativeBinomialHead::centre(const at::Tensor& raw, const at::Tensor& base) const {
  const at::Tensor mean = base.defined() ? at::softplus(moved(base, raw), kSharpness) : at::softplus(raw);
  return mean + kLeast;
}

at::Tensor NegativeBinomialHead::parameters(const at::Tensor& raw, const at::Tensor& base) const {
  const std::int64_t last = raw.dim() - 1;
  return at::cat({centre(raw.narrow(last, 0, 1), base), at::softplus(raw.narrow(last, 1, 1)) + kLeast}, last);
}

at::Tensor NegativeBinomialHead::loss(const at::Tensor& demand, const at::Tensor& parameters, const at::Tensor& unit,
                                      const at::Tensor& weights) const {
  // Of many counts the gammas are large and nearly cancel: in double, whatever the network is in.
  const at::Tensor count = (at::nan_to_num(demand).to(at::kDouble) * unit).clamp_min(0);
  const at::Tensor dispersion = parameters.select(-1, 1).to(at::kDouble), r = dispersion.reciprocal();
  const at::Tensor spread = dispersion * middle(parameters) * unit;
  const at::Tensor losses = at::lgamma(count + 1) + at::lgamma(r) - at::lgamma(count + r) + r * at::log1p(spread) +
                            count * at::log1p(spread.reciprocal());
  return mean_of_known(demand, losses, weights).to(parameters.scalar_type());
}

void NegativeBinomialHead::quantiles(std::span<const double> parameters, double unit, std::span<const double> levels,
                                     std::span<double> quantiles) const {
  for (std::size_t q = 0; q < levels.size(); ++q)
    quantiles[q] = count_at(parameters[0] * unit, parameters[1], levels[q]);
}

}  // namespace demandcast::nn
