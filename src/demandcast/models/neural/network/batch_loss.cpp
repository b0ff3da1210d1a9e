// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/batch_loss.h"

#include "demandcast/nn/pinball.h"

namespace demandcast::neural {
namespace {

constexpr double kShareOfMean = 1e-3;  // of the mean's loss: its outputs learn as fast (AdamW divides by the gradient's
                                       // length) and the common cut of gradients does not see it
constexpr double kHighestOfMean = 20;  // demand in bases that the mean learns from, at most

at::Tensor loss_of_first(const at::Tensor& demand, const at::Tensor& median, const at::Tensor& weight) {
  return nn::pinball(demand, median.unsqueeze(3), at::full({1}, 0.5, median.options()), weight);
}

/// Squared error over what the median is in, for the mean's own outputs alone.
at::Tensor loss_of_mean(const nn::Head& head, const at::Tensor& demand, const NetworkForecast& forecast,
                        const at::Tensor& weight) {
  const at::Tensor unit = head.middle(forecast.parameters.detach()).abs() + 0.25;
  const at::Tensor known = demand.isnan().logical_not();
  const at::Tensor wanted = (at::nan_to_num(demand) / unit).clamp_max(kHighestOfMean);
  const at::Tensor error = (wanted - forecast.mean / unit).square() * weight;
  return at::where(known, error, at::zeros_like(error)).sum() / known.sum().clamp_min(1);
}

}  // namespace

BatchLoss::BatchLoss(const NetworkDesign& design, const std::vector<Span>& targets, const at::Device& device,
                     training::Peers& peers)
    : by_scatter_(design.by_scatter), periods_(at::empty({std::ssize(targets)}, at::kFloat)), peers_(&peers) {
  for (std::int64_t k = 0; k < periods_.size(0); ++k) {
    periods_[k] = static_cast<float>(targets[static_cast<std::size_t>(k)].length);
  }
  periods_ = periods_.to(device);
}

at::Tensor BatchLoss::operator()(const nn::Head& head, const BatchTensors& batch,
                                 const NetworkForecast& forecast) const {
  const at::Tensor level = batch.weight.unsqueeze(2).expand_as(batch.demand);
  const at::Tensor weight = by_scatter_ ? nn::over_scatter(level, forecast.parameters) : level;
  at::Tensor loss = head.loss(batch.demand, forecast.parameters, units_of(batch), weight);
  if (forecast.first.defined()) loss = loss + loss_of_first(batch.demand, forecast.first, weight);
  const at::Tensor mean = loss_of_mean(head, batch.demand, forecast, level);
  if (peers_->alone()) return loss + kShareOfMean * mean;
  const Shares shares = shares_of(batch, weight);
  return shares.weight * loss + kShareOfMean * shares.mean * mean;
}

/// [block, origin, target] demand of one unit: the level, times the periods of a span.
at::Tensor BatchLoss::units_of(const BatchTensors& batch) const { return batch.unit.unsqueeze(2) * periods_; }

/// Losses are means over known cells, by weights that are over the mean of a batch's own roots: what a part counts for
/// follows from its cells, their weights and its mean root.
BatchLoss::Shares BatchLoss::shares_of(const BatchTensors& batch, const at::Tensor& weight) const {
  const at::NoGradGuard no_gradient;
  const at::Tensor known = batch.demand.isnan().logical_not(), roots = batch.unit.to(at::kDouble).sqrt();
  const at::Tensor weights = at::where(known, weight, at::zeros_like(weight)).sum(at::kDouble) * roots.mean();
  const at::Tensor own = at::stack({weights, known.sum().to(at::kDouble), roots.sum(),
                                    at::full({}, static_cast<double>(roots.numel()), roots.options())});
  at::Tensor all = own.clone();
  peers_->sum(all);
  const at::Tensor mean_root = all[2] / all[3];
  return {(own[0] / all[0].clamp_min(1e-12)).to(weight.scalar_type()),
          (own[1] / all[1].clamp_min(1) * roots.mean() / mean_root).to(weight.scalar_type())};
}

}  // namespace demandcast::neural
