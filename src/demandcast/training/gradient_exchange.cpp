// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/gradient_exchange.h"

namespace demandcast::training {

GradientExchange::Told GradientExchange::add_up(const at::Tensor& loss, bool stop) {
  const at::NoGradGuard no_gradient;
  std::vector<at::Tensor> numbers;
  for (const at::Tensor& parameter : parameters_) {
    if (parameter.grad().defined()) numbers.push_back(parameter.grad().flatten());
  }
  numbers.push_back(loss.detach().reshape({1}));
  numbers.push_back(at::full({1}, stop ? 1.0 : 0.0, loss.options().requires_grad(false)));
  at::Tensor all = at::cat(numbers);
  peers_->sum(all);
  std::int64_t first = 0;
  for (const at::Tensor& parameter : parameters_) {
    if (!parameter.grad().defined()) continue;
    parameter.mutable_grad().copy_(all.narrow(0, first, parameter.numel()).view(parameter.sizes()));
    first += parameter.numel();
  }
  return {all[first].item<double>(), all[first + 1].item<double>() > 0.5};
}

}  // namespace demandcast::training
