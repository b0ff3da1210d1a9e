// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/policy_network.h"

#include <gmock/gmock.h>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

const NetworkShape kShape{3, 5};

std::vector<double> drawn(std::size_t count, std::uint64_t key) {
  RandomStream stream(5, key);
  std::vector<double> values(count);
  for (double& value : values) value = stream.normal();
  return values;
}

/// Inputs of all lanes in rows of which the hidden ones are to be filled.
std::vector<double> rows_with(const std::vector<double>& inputs) {
  std::vector<double> rows(kShape.first_input() * kLanes);
  rows.insert(rows.end(), inputs.begin(), inputs.end());
  return rows;
}

double weighted_sum(const std::vector<double>& parameters, const std::vector<double>& inputs,
                    const std::vector<double>& weights) {
  std::vector<double> rows = rows_with(inputs), y(kLanes);
  PolicyNetwork<double>(kShape, parameters).forward(rows.data(), y.data());
  double sum = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) sum += weights[lane] * y[lane];
  return sum;
}

TEST(PolicyNetwork, SaysNothingAtFirst) {
  const auto initial = initial_parameters(kShape, 7);
  EXPECT_EQ(initial.size(), kShape.parameters());
  const std::vector<double> parameters(initial.begin(), initial.end()), inputs = drawn(3 * kLanes, 1);
  EXPECT_EQ(weighted_sum(parameters, inputs, std::vector<double>(kLanes, 1)), 0);
  EXPECT_EQ(initial, initial_parameters(kShape, 7));
  EXPECT_NE(initial, initial_parameters(kShape, 8));
}

TEST(PolicyNetwork, HasTheDerivativesOfFiniteDifferences) {
  const auto inputs = drawn(3 * kLanes, 1), by_y = drawn(kLanes, 2);
  auto parameters = drawn(kShape.parameters(), 3);
  const PolicyNetwork<double> network(kShape, parameters);
  std::vector<double> rows = rows_with(inputs), y(kLanes), by_hidden(2 * kShape.hidden * kLanes), by_inputs(3 * kLanes),
                      gradient(kShape.parameters());
  network.forward(rows.data(), y.data());
  network.backward(rows.data(), by_y.data(), by_hidden.data(), by_inputs.data());
  network.add_gradient({rows, by_hidden, by_y, 1}, gradient);
  constexpr double kStep = 1e-6;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    auto more = parameters, less = parameters;
    more[i] += kStep;
    less[i] -= kStep;
    const double slope = (weighted_sum(more, inputs, by_y) - weighted_sum(less, inputs, by_y)) / (2 * kStep);
    EXPECT_NEAR(gradient[i], slope, 1e-6 * (1 + std::abs(slope))) << i;
  }
  for (const std::size_t i : {0UL, 70UL, 150UL}) {
    auto more = inputs, less = inputs;
    more[i] += kStep;
    less[i] -= kStep;
    const double slope = (weighted_sum(parameters, more, by_y) - weighted_sum(parameters, less, by_y)) / (2 * kStep);
    EXPECT_NEAR(by_inputs[i], slope, 1e-6 * (1 + std::abs(slope))) << i;
  }
}

}  // namespace
}  // namespace demandcast
