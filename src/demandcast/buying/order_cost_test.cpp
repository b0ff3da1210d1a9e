// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/order_cost.h"

#include <gmock/gmock.h>

#include <cmath>

#include "demandcast/buying/count_demand.h"
#include "demandcast/buying/newsvendor.h"
#include "demandcast/buying/poisson_paths_test.h"
#include "demandcast/buying/simulated_totals.h"
#include "demandcast/core/error.h"

namespace demandcast {
namespace {

ItemEconomics durable() {
  ItemEconomics item;
  item.price = 10;
  item.cost = 6;
  item.holding_cost = 0.7;
  return item;
}

TEST(OrderCost, WithoutLeadTimeIsTheNewsvendors) {
  const auto paths = poisson_paths(8, 1, 4000);
  const ItemEconomics item = durable();
  const OrderCost cost(item, {}, {paths, 1}, true);
  const SampledDemand demand(std::vector<double>(paths.begin(), paths.end()));
  const NewsvendorStock best = newsvendor(demand, {0.7, 4});
  EXPECT_EQ(cost.best(), best.stock);
  EXPECT_NEAR(cost.expected(best.stock), best.expected_cost, 1e-9);
  EXPECT_NEAR(cost.missed(best.stock), demand.excess(best.stock), 1e-9);
  EXPECT_LE(cost.marginal(cost.best() - 1), 0);
  EXPECT_GE(cost.marginal(cost.best()), 0);
}

TEST(OrderCost, WishesTheBestQuantityWhateverPacksMinimumsAndOrderingCost) {
  const auto paths = poisson_paths(8, 5, 2000);
  for (int kind = 0; kind < 4; ++kind) {
    ItemEconomics item = durable();
    item.lead_time = LeadTime::of_periods(2);
    item.review_period = 1 + kind % 2;
    if (kind > 1) item.backlog_cost = 3;
    if (kind == 3) item.shelf_life = 4;
    const StockSituation now{6, 0, {0, 5}};
    const OrderCost free(item, now, {paths, 5}, false);
    EXPECT_NEAR(free.wish(), free.best(), 0.2) << kind;
    EXPECT_LE(free.expected(free.wish()), free.expected(free.best()) + 1e-6) << kind;
    item.pack_size = 24;
    item.order_cost = 1e6;
    const OrderCost bound(item, now, {paths, 5}, false);
    EXPECT_EQ(bound.wish(), free.wish()) << kind;
    EXPECT_EQ(bound.best(), 0) << kind;
  }
}

TEST(OrderCost, OfWhatPerishesWritesOffTheRest) {
  const auto paths = poisson_paths(8, 1, 4000);
  ItemEconomics item = durable();
  item.shelf_life = 1;
  item.salvage = 2;
  const SampledDemand demand(std::vector<double>(paths.begin(), paths.end()));
  EXPECT_EQ(OrderCost(item, {}, {paths, 1}, true).best(), newsvendor(demand, {0.7 + 4, 4}).stock);
}

TEST(OrderCost, OfALongShelfLifeFearsTheRestLess) {
  const auto paths = poisson_paths(2, 4, 2000);
  ItemEconomics item = durable();
  double before = 0;
  for (const int shelf_life : {1, 2, 4, 8}) {
    item.shelf_life = shelf_life;
    const double best = OrderCost(item, {}, {paths, 4}, true).best();
    EXPECT_GE(best, before);
    before = best;
  }
  item.shelf_life = 0;
  EXPECT_EQ(OrderCost(item, {}, {paths, 4}, true).best(), before);
}

/// The cost of the periods that an order serves, by walking through every path.
double walked_cost(const ItemEconomics& item, const StockSituation& now, const DemandPaths& paths, double quantity) {
  double sum = 0;
  for (std::size_t p = 0; p < paths.count(); ++p) {
    StockState state;
    state.stock = {now.on_hand};
    state.pipeline.assign(static_cast<std::size_t>(paths.steps) + 1, 0.0);
    state.backlog = now.backlog;
    std::copy(now.arrivals.begin(), now.arrivals.end(), state.pipeline.begin());
    const int lead = lead_time_of_path(item.lead_time, p, paths.count());
    SimulatedTotals totals;
    for (int step = 0; step < lead + item.cover(); ++step) {
      PeriodOutcome outcome;
      take_arrivals(StockSpans(state), outcome);
      if (step == 0) place_order(StockSpans(state), item.arrival_shares, quantity, lead, outcome);
      const double demand = static_cast<double>(paths.path(p)[static_cast<std::size_t>(step)]);
      meet_demand(StockSpans(state), item, demand, outcome);
      if (step >= lead) totals.add(demand, 0, outcome);
    }
    sum += money_of(totals, item).cost();
  }
  return sum / static_cast<double>(paths.count());
}

TEST(OrderCost, IsWhatWalkingThroughThePathsGives) {
  const auto numbers = poisson_paths(3, 8, 300);
  const DemandPaths paths{numbers, 8};
  for (const bool backlogged : {false, true}) {
    ItemEconomics item = durable();
    if (backlogged) item.backlog_cost = 2;
    item.lead_time = LeadTime::of_weights({0, 1, 2, 1});
    item.review_period = 3;
    const StockSituation now{5, backlogged ? 2.0 : 0.0, {0, 4, 0, 2, 3}};
    const OrderCost cost(item, now, paths, true);
    for (const double quantity : {0.0, 1.0, 4.0, 9.0, 40.0}) {
      EXPECT_NEAR(cost.expected(quantity), walked_cost(item, now, paths, quantity), 1e-4)
          << backlogged << " " << quantity;
    }
  }
}

TEST(OrderCost, FindsTheBestOfAllPacksAndMinimums) {
  const auto numbers = poisson_paths(3, 5, 500);
  for (const double pack : {0.0, 1.0, 5.0}) {
    for (const double minimum : {0.0, 8.0, 30.0}) {
      for (const double order_cost : {0.0, 6.0}) {
        for (const double on_hand : {0.0, 9.0, 14.0}) {
          ItemEconomics item = durable();
          item.pack_size = pack;
          item.min_order = minimum;
          item.order_cost = order_cost;
          item.lead_time = LeadTime::of_periods(2);
          item.review_period = 2;
          const OrderCost cost(item, {on_hand, 0, {}}, {numbers, 5}, true);
          double best = 0, lowest = cost.expected(0);
          for (double wanted = 1; wanted < 80; ++wanted) {
            const double quantity = item.orderable(wanted), then = cost.expected(quantity) + order_cost;
            if (then < lowest - 1e-12) {
              lowest = then;
              best = quantity;
            }
          }
          EXPECT_EQ(cost.best(), best) << pack << " " << minimum << " " << order_cost << " " << on_hand;
        }
      }
    }
  }
}

TEST(OrderCost, SplitsTheBestOrderIntoStepsOfFallingSaving) {
  const auto numbers = poisson_paths(40, 3, 500);
  ItemEconomics item = durable();
  item.min_order = 10;
  item.order_cost = 5;
  item.lead_time = LeadTime::of_periods(1);
  item.review_period = 2;
  const OrderCost cost(item, {}, {numbers, 3}, true);
  const auto steps = cost.steps();
  double quantity = 0, saving = 0, last = 1e300;
  for (const OrderStep& step : steps) {
    EXPECT_LE(step.saving / step.quantity, last + 1e-9);
    last = step.saving / step.quantity;
    quantity += step.quantity;
    saving += step.saving;
  }
  EXPECT_LE(steps.size(), 66U);
  EXPECT_EQ(quantity, cost.best());
  EXPECT_NEAR(saving, cost.expected(0) - cost.expected(quantity) - 5, 1e-6);
}

TEST(OrderCost, AsksForPathsThatReachFarEnough) {
  const auto numbers = poisson_paths(3, 4, 10);
  ItemEconomics item = durable();
  item.lead_time = LeadTime::of_periods(4);
  EXPECT_THROW(OrderCost(item, {}, {numbers, 4}, true), ConfigError);
  EXPECT_THROW(OrderCost(item, {}, {}, true), ConfigError);
  EXPECT_THROW(protected_demand(item, {numbers, 4}), ConfigError);
}

TEST(BaseStockOrder, FillsUpToTheCriticalQuantileOfProtectedDemand) {
  const auto numbers = poisson_paths(5, 4, 20000);
  ItemEconomics item = durable();
  item.lead_time = LeadTime::of_weights({0, 1, 0, 1});
  const double level = protected_demand(item, {numbers, 4}).quantile(item.critical_ratio());
  const std::vector<CountDemand> spans{CountDemand::poisson(10), CountDemand::poisson(20)};
  const std::vector<double> weights{0.5, 0.5};
  EXPECT_NEAR(level, CountDemand::mix(weights, spans).quantile(item.critical_ratio()), 1);
  item.pack_size = 4;
  const double order = base_stock_order(item, {3, 0, {2}}, {numbers, 4});
  EXPECT_EQ(order, std::ceil((level - 5) / 4) * 4);
  EXPECT_EQ(base_stock_order(item, {300, 0, {}}, {numbers, 4}), 0);
}

}  // namespace
}  // namespace demandcast
