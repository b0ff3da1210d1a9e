// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/classic_policy.h"

#include <gmock/gmock.h>

#include "demandcast/buying/demand_sources.h"
#include "demandcast/buying/simple_policies.h"
#include "demandcast/policy/demand_scenario.h"
#include "demandcast/policy/episode_block.h"

namespace demandcast {
namespace {

constexpr int kPeriods = 60;

/// Costs of kLanes products under a policy in the simulator.
std::vector<double> simulated(const ItemEconomics& item, const EpisodeSource& source, const BaseStockPolicy& policy,
                              double start) {
  std::vector<float> demand;
  for (std::size_t product = 0; product < kLanes; ++product) {
    Episode episode;
    episode.resize(kPeriods, 0);
    source.fill(product, episode);
    demand.insert(demand.end(), episode.demand.begin(), episode.demand.end());
  }
  const std::vector<ItemEconomics> items(kLanes, item);
  std::vector<double> costs;
  for (const SimulatedTotals& one :
       simulate(items, GivenDemand(demand, kPeriods), policy, {kPeriods, 0, std::vector<double>(kLanes, start)}, {})) {
    costs.push_back(money_of(one, item).cost());
  }
  return costs;
}

ItemEconomics lost_sales_item() {
  ItemEconomics item;
  item.holding_cost = 1;
  item.lost_sale_cost = 9;
  item.order_cost = 0.5;
  item.lead_time = LeadTime::of_periods(3);
  item.review_period = 2;
  return item;
}

std::vector<double> of_network(const EpisodeSource& source, const ShiftedBaseStock& classic) {
  EpisodeBlock<float> block(source.inputs(), {0, kPeriods, 0}, 4, false);
  block.load(source, 0, kLanes);
  const NetworkShape shape{source.inputs().count(), 4};
  block.run(PolicyNetwork<float>(shape, classic_parameters(shape, classic)), InputScale::plain(shape.inputs),
            OrderGrain::kSettled);
  return {block.costs().begin(), block.costs().end()};
}

TEST(ClassicPolicy, AsANetworkIsTheBaseStockOfTheSimulator) {
  const ItemEconomics item = lost_sales_item();
  const DemandScenario source(item, {30, 2.5, 1}, poisson_demand(5), 3);
  const BaseStockPolicy policy(std::vector<double>(kLanes, 30));
  EXPECT_THAT(of_network(source, {}), testing::Pointwise(testing::DoubleEq(), simulated(item, source, policy, 30)));
}

TEST(ClassicPolicy, AsANetworkIsTheCappedBaseStockOfAnotherLevel) {
  const ItemEconomics item = lost_sales_item();
  const DemandScenario source(item, {30, 2.5, 1}, poisson_demand(5), 3);
  const BaseStockPolicy policy(std::vector<double>(kLanes, 27), std::vector<double>(kLanes, 12));
  const auto costs = of_network(source, {.shift = -3 / 2.5, .cap = 12 / 2.5});
  EXPECT_THAT(costs, testing::Pointwise(testing::DoubleEq(), simulated(item, source, policy, 30)));
  EXPECT_NE(costs, of_network(source, {}));
}

}  // namespace
}  // namespace demandcast
