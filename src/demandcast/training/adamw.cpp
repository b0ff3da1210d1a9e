// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/adamw.h"

#include <cmath>

namespace demandcast::training {

AdamW::AdamW(std::vector<at::Tensor> parameters, AdamWOptions options)
    : options_(options), parameters_(std::move(parameters)) {
  for (const at::Tensor& parameter : parameters_) {
    first_.push_back(at::zeros_like(parameter));
    second_.push_back(at::zeros_like(parameter));
  }
}

double AdamW::step(double learning_rate) {
  const at::NoGradGuard no_gradient;
  double squares = 0;
  for (const at::Tensor& parameter : parameters_) {
    if (parameter.grad().defined()) squares += parameter.grad().square().sum().item<double>();
  }
  const double length = std::sqrt(squares);
  if (!std::isfinite(length)) return length;
  ++updates_;
  const double cut = length > options_.clip ? options_.clip / length : 1;
  const double first_left = 1 - std::pow(options_.beta1, static_cast<double>(updates_));
  const double second_left = 1 - std::pow(options_.beta2, static_cast<double>(updates_));
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    at::Tensor& parameter = parameters_[i];
    if (!parameter.grad().defined()) continue;
    const at::Tensor gradient = parameter.grad() * cut;
    if (parameter.dim() > 1) parameter.mul_(1 - learning_rate * options_.weight_decay);
    first_[i].lerp_(gradient, 1 - options_.beta1);
    second_[i].mul_(options_.beta2).addcmul_(gradient, gradient, 1 - options_.beta2);
    const at::Tensor spread = (second_[i] / second_left).sqrt_().add_(options_.epsilon);
    parameter.addcdiv_(first_[i], spread, -learning_rate / first_left);
    parameter.mutable_grad().zero_();
  }
  return length;
}

void AdamW::restore(std::int64_t updates, const std::vector<at::Tensor>& first, const std::vector<at::Tensor>& second) {
  const at::NoGradGuard no_gradient;
  updates_ = updates;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    first_[i].copy_(first[i]);
    second_[i].copy_(second[i]);
  }
}

}  // namespace demandcast::training
