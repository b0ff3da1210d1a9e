// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/linear_pinball.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/nn/pinball.h"

namespace demandcast {
namespace {

/// A copy, [rows, columns].
at::Tensor tensor_of(std::span<const double> values, int64_t rows, int64_t columns) {
  return at::tensor(at::ArrayRef<double>(values.data(), values.size()), at::kDouble).view({rows, columns});
}

void check_sizes(const LinearQuantileProblem& problem, std::size_t gradient) {
  const std::size_t inputs = problem.weights.empty() ? 0 : problem.weights.size() - 1;
  if (problem.weights.empty() || gradient != problem.weights.size() ||
      problem.inputs.size() != problem.actual.size() * inputs) {
    throw DataError("[linear_pinball] sizes disagree: inputs are [row, input], weights and gradient [input + 1]");
  }
  if (std::all_of(problem.actual.begin(), problem.actual.end(), [](double y) { return std::isnan(y); })) {
    throw DataError("[linear_pinball] no row is observed");
  }
}

}  // namespace

double linear_pinball(const LinearQuantileProblem& problem, std::span<double> gradient) {
  check_sizes(problem, gradient.size());
  const auto rows = static_cast<int64_t>(problem.actual.size());
  const auto inputs = static_cast<int64_t>(problem.weights.size()) - 1;
  const at::Tensor weights = tensor_of(problem.weights, inputs + 1, 1).requires_grad_(true);
  const at::Tensor x = at::cat({tensor_of(problem.inputs, rows, inputs), at::ones({rows, 1}, at::kDouble)}, 1);
  const at::Tensor level = at::full({1}, problem.level, at::kDouble);
  const at::Tensor loss = nn::pinball(tensor_of(problem.actual, rows, 1), x.matmul(weights), level);  // [row, 1]
  loss.backward();
  const at::Tensor found = weights.grad().contiguous();
  std::copy_n(found.data_ptr<double>(), gradient.size(), gradient.begin());
  return loss.item<double>();
}

}  // namespace demandcast
