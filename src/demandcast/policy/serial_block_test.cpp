// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/serial_block.h"

#include <gmock/gmock.h>

#include <cmath>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

SerialScenario scenario() { return {{{{1, 1}, {0.5, 3}, {0.2, 2}}, 9}, 5, 2}; }

std::vector<std::vector<double>> drawn(const SerialScenario& scenario, std::size_t hidden, double size) {
  std::vector<std::vector<double>> all;
  const NetworkShape shape{scenario.inputs(), hidden};
  for (std::size_t stage = 0; stage < scenario.stage_count(); ++stage) {
    RandomStream stream(4, stage);
    all.emplace_back(shape.parameters());
    for (double& value : all.back()) value = size * stream.normal();
  }
  return all;
}

std::vector<PolicyNetwork<double>> networks(const SerialScenario& scenario, std::size_t hidden,
                                            const std::vector<std::vector<double>>& parameters) {
  std::vector<PolicyNetwork<double>> made;
  for (const auto& one : parameters) made.emplace_back(NetworkShape{scenario.inputs(), hidden}, one);
  return made;
}

TEST(SerialBlock, GoesBackThroughAWholeEpisodeAsFiniteDifferencesDo) {
  const SerialScenario system = scenario();
  SerialBlock<double> whole(system, {0, 14, 0}, 4);
  whole.load(0, 3);
  const auto parameters = drawn(system, 4, 0.15);
  std::vector<std::vector<double>> gradients;
  for (const auto& one : parameters) gradients.emplace_back(one.size(), 0.0);
  whole.run(networks(system, 4, parameters));
  whole.backward(networks(system, 4, parameters), gradients);
  double largest = 0;
  for (std::size_t stage = 0; stage < 3; ++stage) {
    for (std::size_t i = 0; i < parameters[stage].size(); ++i) {
      constexpr double kStep = 1e-6;
      auto more = parameters, less = parameters;
      more[stage][i] += kStep;
      less[stage][i] -= kStep;
      const double slope = (whole.run(networks(system, 4, more)) - whole.run(networks(system, 4, less))) / (2 * kStep);
      EXPECT_NEAR(gradients[stage][i], slope, 1e-4 * (1 + std::abs(slope))) << stage << ' ' << i;
      largest = std::max(largest, std::abs(slope));
    }
  }
  EXPECT_GT(largest, 10);
}

TEST(SerialBlock, UnderABaseStockOfEchelonsCostsWhatTheRecursionSays) {
  // Levels as Clark & Scarf have them, by the biases of the networks.
  const SerialScenario system = scenario();
  const EchelonBaseStock best = clark_scarf(system.system, GridDemand::clipped_normal(5, 2));
  std::vector<std::vector<double>> parameters;
  const NetworkShape shape{system.inputs(), 1};
  for (std::size_t stage = 0; stage < 3; ++stage) {
    parameters.emplace_back(shape.parameters(), 0.0);
    parameters.back().back() = (best.levels[stage] - system.level(stage)) / system.unit(stage);
  }
  SerialBlock<double> block(system, {100, 20000, 0}, 1, false);
  block.load(0, 8);
  const double cost = block.run(networks(system, 1, parameters)) / 20000 / kLanes;
  EXPECT_NEAR(cost, best.cost, 0.003 * best.cost);
  for (const double shift : {-0.2, 0.2}) {  // no better elsewhere
    auto moved = parameters;
    for (auto& one : moved) one.back() += shift;
    EXPECT_GT(block.run(networks(system, 1, moved)) / 20000 / kLanes, cost);
  }
}

TEST(SerialBlock, CountsNothingOfTheWarmUpAndIsTheSameWithoutKeeping) {
  const SerialScenario system = scenario();
  const auto nets = networks(system, 4, drawn(system, 4, 0.1));
  const auto cost = [&](const EpisodePlan& plan, bool keeps) {
    SerialBlock<double> block(system, plan, 4, keeps);
    block.load(5, 3);
    return block.run(nets);
  };
  EXPECT_EQ(cost({7, 12, 0}, true), cost({7, 12, 0}, false));
  EXPECT_GT(cost({0, 12, 0}, true), 0);
}

}  // namespace
}  // namespace demandcast
