// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/heads/spline_head.h"

#include <algorithm>
#include <cmath>

#include "demandcast/nn/centred_quantiles.h"

namespace demandcast::nn {
namespace {

constexpr double kFlattest = 1e-3;  // of the level: tails, at least

/// Half the CRPS within a tail of probability `share` that ends at a knot `over` above the demand and falls away from
/// it by `fall` ln(p / share): the integral of (1{y < Q} - p)(Q - y) over p in (0, share). The upper tail is the lower
/// one of -demand.
at::Tensor tail_loss(const at::Tensor& over, const at::Tensor& fall, double share) {
  const at::Tensor reached = over.clamp_min(0);
  const at::Tensor above = share * (reached - fall * (-at::expm1(-reached / fall)));
  return above - share * share * (over / 2 - fall / 4);
}

/// The same between knots `low` and `high` above the demand, at levels `from` and `from + width`: [.., segment].
at::Tensor segment_loss(const at::Tensor& low, const at::Tensor& high, const at::Tensor& from,
                        const at::Tensor& width) {
  const at::Tensor rise = high - low;
  const at::Tensor crossing = (-low / rise.clamp_min(1e-12)).clamp(0, 1).detach();  // Q = y there: no gradient of it
  const at::Tensor above = low * (1 - crossing) + rise * (1 - crossing.square()) / 2;
  const at::Tensor all = from * low + (from * rise + width * low) / 2 + width * rise / 3;
  return width * (above - all);
}

}  // namespace

SplineHead::SplineHead(std::vector<double> levels)
    : levels_(std::move(levels)), median_(std::ranges::find(levels_, 0.5) - levels_.begin()) {}

at::Tensor SplineHead::parameters(const at::Tensor& raw, const at::Tensor& base) const {
  const std::int64_t last = raw.dim() - 1;
  return at::cat({centre(centred_quantiles(raw.narrow(last, 0, knots()), median_), base),
                  at::softplus(raw.narrow(last, knots(), 2) - 2) + kFlattest},
                 last);
}

at::Tensor SplineHead::loss(const at::Tensor& demand, const at::Tensor& parameters, const at::Tensor&,
                            const at::Tensor& weights) const {
  const std::int64_t last = parameters.dim() - 1, segments = knots() - 1;
  const at::Tensor over = parameters.narrow(last, 0, knots()) - at::nan_to_num(demand).unsqueeze(last);
  const at::Tensor levels =
      at::tensor(at::ArrayRef<double>(levels_), at::kDouble).to(parameters.device(), parameters.scalar_type());
  const at::Tensor from = levels.narrow(0, 0, segments), width = levels.narrow(0, 1, segments) - from;
  const at::Tensor between =
      segment_loss(over.narrow(last, 0, segments), over.narrow(last, 1, segments), from, width).sum(last);
  const at::Tensor below = tail_loss(over.select(last, 0), parameters.select(last, knots()), levels_.front());
  const at::Tensor above =
      tail_loss(-over.select(last, segments), parameters.select(last, knots() + 1), 1 - levels_.back());
  return mean_of_known(demand, between + below + above, weights);
}

void SplineHead::quantiles(std::span<const double> parameters, double unit, std::span<const double> levels,
                           std::span<double> quantiles) const {
  const auto knot = [&](std::size_t k) { return parameters[k]; };
  const std::size_t last = levels_.size() - 1;
  for (std::size_t q = 0; q < levels.size(); ++q) {
    const double level = levels[q];
    double value = 0;
    if (level < levels_.front()) {
      value = knot(0) + parameters[last + 1] * std::log(level / levels_.front());
    } else if (level >= levels_.back()) {
      value = knot(last) - parameters[last + 2] * std::log((1 - level) / (1 - levels_.back()));
    } else {
      const auto right = static_cast<std::size_t>(std::ranges::upper_bound(levels_, level) - levels_.begin());
      const double share = (level - levels_[right - 1]) / (levels_[right] - levels_[right - 1]);
      value = knot(right - 1) + share * (knot(right) - knot(right - 1));
    }
    quantiles[q] = unit * value;
  }
}

}  // namespace demandcast::nn
