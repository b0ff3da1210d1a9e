// Gradients beside central differences, in double.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace demandcast::nn {

/// `loss` reads `parameters` (leaves, double, requiring gradients) and gives a scalar. Every number of them is moved by
/// 1e-6 to both sides, at most `at_most` of each tensor.
inline void expect_gradients_of_differences(const std::vector<at::Tensor>& parameters,
                                            const std::function<at::Tensor()>& loss, std::int64_t at_most = 40) {
  constexpr double kStep = 1e-6;
  for (const at::Tensor& parameter : parameters) parameter.mutable_grad() = at::Tensor();
  loss().backward();
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    const at::Tensor values = parameters[p].detach().view(-1);
    ASSERT_TRUE(parameters[p].grad().defined()) << "parameter " << p << " has no gradient";
    const at::Tensor gradient = parameters[p].grad().view(-1).clone();
    const std::int64_t stride = 1 + values.numel() / at_most;
    for (std::int64_t i = 0; i < values.numel(); i += stride) {
      const double here = values[i].item<double>();
      values[i] = here + kStep;
      const double above = loss().item<double>();
      values[i] = here - kStep;
      const double below = loss().item<double>();
      values[i] = here;
      EXPECT_NEAR(gradient[i].item<double>(), (above - below) / (2 * kStep), 2e-7) << "parameter " << p << " at " << i;
    }
  }
}

}  // namespace demandcast::nn
