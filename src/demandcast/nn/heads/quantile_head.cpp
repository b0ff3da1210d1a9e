// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/heads/quantile_head.h"

#include <algorithm>

#include "demandcast/core/normal_quantile.h"
#include "demandcast/nn/centred_quantiles.h"
#include "demandcast/nn/pinball.h"

namespace demandcast::nn {
namespace {

double at_level(std::span<const double> levels, std::span<const double> quantiles, double level) {
  const auto above = std::ranges::lower_bound(levels, level);
  if (above != levels.end() && *above == level) return quantiles[static_cast<std::size_t>(above - levels.begin())];
  const auto right =
      static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(above - levels.begin(), 1, std::ssize(levels) - 1));
  const double low = normal_quantile(levels[right - 1]), high = normal_quantile(levels[right]);
  const double share = (normal_quantile(level) - low) / (high - low);
  return quantiles[right - 1] + share * (quantiles[right] - quantiles[right - 1]);
}

}  // namespace

QuantileHead::QuantileHead(std::vector<double> levels)
    : levels_(std::move(levels)), median_(std::ranges::find(levels_, 0.5) - levels_.begin()) {}

at::Tensor QuantileHead::parameters(const at::Tensor& raw, const at::Tensor& base) const {
  return centre(centred_quantiles(raw, median_), base);
}

at::Tensor QuantileHead::middle(const at::Tensor& parameters) const { return parameters.select(-1, median_); }

at::Tensor QuantileHead::loss(const at::Tensor& demand, const at::Tensor& parameters, const at::Tensor&,
                              const at::Tensor& weights) const {
  const at::Tensor levels =
      at::tensor(at::ArrayRef<double>(levels_), at::kDouble).to(parameters.device(), parameters.scalar_type());
  return pinball(demand, parameters, levels, weights);
}

void QuantileHead::quantiles(std::span<const double> parameters, double unit, std::span<const double> levels,
                             std::span<double> quantiles) const {
  for (std::size_t q = 0; q < levels.size(); ++q) quantiles[q] = unit * at_level(levels_, parameters, levels[q]);
}

}  // namespace demandcast::nn
