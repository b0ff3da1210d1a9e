// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/simulator.h"

#include <gmock/gmock.h>

#include <cmath>

#include "demandcast/buying/count_demand.h"
#include "demandcast/buying/demand_sources.h"
#include "demandcast/buying/lost_sales_search.h"
#include "demandcast/buying/newsvendor.h"
#include "demandcast/buying/normal_demand.h"
#include "demandcast/buying/order_cost.h"
#include "demandcast/buying/s_s_policy.h"
#include "demandcast/buying/simple_policies.h"
#include "demandcast/core/error.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

const RunContext kContext{.seed = 11, .threads = 2};

ItemEconomics item_of(double shortage, int lead, bool backlogged) {
  ItemEconomics item;
  item.holding_cost = 1;
  (backlogged ? item.backlog_cost : item.lost_sale_cost) = shortage;
  item.lead_time = LeadTime::of_periods(lead);
  return item;
}

/// Mean cost a period over replications, and its standard error.
struct Estimate {
  double mean, error;
};

Estimate estimate(const ItemEconomics& item, const DemandSource& demand, const StockPolicy& policy, int replications) {
  const std::vector<ItemEconomics> items(static_cast<std::size_t>(replications), item);
  double sum = 0, squares = 0;
  for (const SimulatedTotals& one : simulate(items, demand, policy, {500, 50, {}}, kContext)) {
    const double cost = money_of(one, item).cost() / static_cast<double>(one.periods);
    sum += cost;
    squares += cost * cost;
  }
  const double mean = sum / replications, variance = squares / replications - mean * mean;
  return {mean, std::sqrt(variance / replications)};
}

TEST(Simulator, OfABaseStockCostsWhatTheFormulaSays) {
  for (const int lead : {0, 3}) {
    const ItemEconomics item = item_of(9, lead, true);
    const NormalDemand served = NormalDemand(5, 1.6).over(lead + 1);
    const NewsvendorStock best = newsvendor(served, {1, 9});
    const Estimate cost = estimate(item, NormalDemandSource(5, 1.6, 3, false),
                                   BaseStockPolicy(std::vector<double>(400, best.stock)), 400);
    EXPECT_NEAR(cost.mean, best.expected_cost, 4 * cost.error) << lead;
    EXPECT_LT(cost.error, 0.02) << lead;
  }
}

TEST(Simulator, OfABaseStockWithRandomLeadTimesThatDoNotCrossCostsTheMixedFormula) {
  // Reviewed every 3 periods, lead times of 0 to 2: no order overtakes another. The period j after the review meets
  // demand over lead time and j + 1 periods; with the lead time random, on-hand cost differs in each of the three.
  ItemEconomics item = item_of(9, 0, true);
  item.lead_time = LeadTime::of_weights({0.5, 0.3, 0.2});
  item.review_period = 3;
  const CountDemand week = CountDemand::poisson(4);
  const double level = 21;
  double expected = 0;
  for (int j = 0; j < 3; ++j) {
    for (int k = 0; k <= 2; ++k) {
      // Before the newest order is in, what counts is the level of the review before.
      const int since = k <= j ? j : j + 3;
      expected += item.lead_time.weights()[static_cast<std::size_t>(k)] *
                  newsvendor_cost(week.over(since + 1), level, {1, 9}) / 3;
    }
  }
  const Estimate cost = estimate(item, PoissonDemand(std::vector<double>(400, 4), 3),
                                 BaseStockPolicy(std::vector<double>(400, level)), 400);
  EXPECT_NEAR(cost.mean, expected, 4 * cost.error);
}

TEST(Simulator, OfASSPolicyCostsWhatTheFormulaSays) {
  ItemEconomics item = item_of(9, 0, true);
  item.order_cost = 64;
  const SSPolicy best = best_s_s(CountDemand::poisson(20), 0, 64, {1, 9});
  const ReorderPointPolicy policy(std::vector<double>(400, static_cast<double>(best.reorder_point)),
                                  std::vector<double>(400, static_cast<double>(best.order_up_to)));
  const Estimate cost = estimate(item, PoissonDemand(std::vector<double>(400, 20), 5), policy, 400);
  EXPECT_NEAR(cost.mean, 49.173, 4 * cost.error + 5e-4);
}

/// Costs of the best base stocks and of the best capped ones, Poisson demand of mean 5, by exhaustive simulation.
struct LostSalesRow {
  double shortage;
  int lead;
  double level, cost, capped_level, cap, capped_cost;
};
const LostSalesRow kLostSales[] = {{4, 1, 12, 4.157, 12, 6, 4.059},  {4, 4, 25, 5.194, 26, 5, 4.797},
                                   {9, 2, 19, 6.309, 19, 6, 6.110},  {9, 3, 23, 6.856, 24, 6, 6.612},
                                   {19, 1, 15, 6.721, 15, 8, 6.681}, {19, 4, 31, 9.222, 31, 6, 8.948},
                                   {39, 2, 22, 9.173, 22, 8, 9.109}, {39, 4, 33, 11.051, 33, 7, 10.902}};

TEST(Simulator, OfLostSalesCostsWhatTheTableSays) {
  const SearchEffort effort{400, 2000, 100};
  const PoissonDemand demand(std::vector<double>(400, 5), 17);
  for (const LostSalesRow& row : kLostSales) {
    const ItemEconomics item = item_of(row.shortage, row.lead, false);
    const double infinite = std::numeric_limits<double>::infinity();
    EXPECT_NEAR(capped_base_stock_cost(item, demand, row.level, infinite, effort, kContext), row.cost, 0.03)
        << row.shortage << " " << row.lead;
    EXPECT_NEAR(capped_base_stock_cost(item, demand, row.capped_level, row.cap, effort, kContext), row.capped_cost,
                0.03)
        << row.shortage << " " << row.lead;
  }
}

TEST(LostSalesSearch, FindsTheBestBaseStockAndTheBestCappedOne) {
  const SearchEffort effort{200, 2000, 100};
  const PoissonDemand demand(std::vector<double>(200, 5), 17);
  for (const LostSalesRow& row : {kLostSales[0], kLostSales[3], kLostSales[6]}) {
    const ItemEconomics item = item_of(row.shortage, row.lead, false);
    const double start = newsvendor(CountDemand::poisson(5).over(row.lead + 1), {1, row.shortage}).stock;
    const CappedBaseStock plain = best_base_stock(item, demand, start, 1, effort, kContext);
    EXPECT_EQ(plain.level, row.level);
    EXPECT_NEAR(plain.cost, row.cost, 0.04);
    const CappedBaseStock capped = best_capped_base_stock(item, demand, start, 1, effort, kContext);
    EXPECT_LE(capped.cost, capped_base_stock_cost(item, demand, row.capped_level, row.cap, effort, kContext));
    EXPECT_NEAR(capped.cost, row.capped_cost, 0.06);
    EXPECT_NEAR(capped.level, row.capped_level, 1);
    EXPECT_NEAR(capped.cap, row.cap, 1);
  }
}

/// The order of least expected cost over given paths, in every period.
class PathPolicy final : public StockPolicy {
 public:
  PathPolicy(const ItemEconomics& item, DemandPaths paths) : item_(item), paths_(paths) {}
  double order(const StockMoment& moment) const override {
    StockSituation now{moment.on_hand(), moment.backlog, {0}};
    now.arrivals.insert(now.arrivals.end(), moment.pipeline.begin(), moment.pipeline.end());
    return OrderCost(item_, now, paths_, true).best();
  }

 private:
  const ItemEconomics& item_;
  DemandPaths paths_;
};

TEST(Simulator, OfOrdersFromPathsCostsWhatIsKnownOfTheMyopicRule) {
  // Lost sales, Poisson(5), lead time 4, shortage 4: the best policy costs 4.73, the myopic one 5.06, the standard
  // vector base stock 5.83 [Zipkin 2008].
  const ItemEconomics item = item_of(4, 4, false);
  std::vector<float> numbers;
  RandomStream stream(3, 8);
  for (int i = 0; i < 400 * 5; ++i) numbers.push_back(static_cast<float>(stream.poisson(5)));
  const Estimate cost =
      estimate(item, PoissonDemand(std::vector<double>(60, 5), 17), PathPolicy(item, {numbers, 5}), 60);
  EXPECT_NEAR(cost.mean, 5.06, 0.06 + 3 * cost.error);
  EXPECT_GT(cost.mean, 4.73);
}

TEST(Simulator, IsTheSameAtAnyNumberOfThreads) {
  ItemEconomics item = item_of(9, 0, false);
  item.lead_time = LeadTime::of_weights({1, 2, 3});
  item.shelf_life = 4;
  const std::vector<ItemEconomics> items(50, item);
  const PoissonDemand demand(std::vector<double>(50, 3), 1);
  const BaseStockPolicy policy(std::vector<double>(50, 14));
  const auto one = simulate(items, demand, policy, {40, 5, {}}, {.seed = 2, .threads = 1});
  const auto many = simulate(items, demand, policy, {40, 5, {}}, {.seed = 2, .threads = 4});
  for (std::size_t i = 0; i < items.size(); ++i) {
    EXPECT_EQ(one[i].sum.held, many[i].sum.held);
    EXPECT_EQ(one[i].ordered, many[i].ordered);
  }
}

TEST(Simulator, GivesEveryPolicyTheSameDemandAndKeepsEveryUnit) {
  ItemEconomics item = item_of(9, 0, false);
  item.lead_time = LeadTime::of_weights({1, 2, 3});
  item.shelf_life = 2;
  item.pack_size = 6;
  const std::vector<ItemEconomics> items(30, item);
  const PoissonDemand demand(std::vector<double>(30, 3), 1);
  const auto lean = simulate(items, demand, BaseStockPolicy(std::vector<double>(30, 5)), {60, 7, {}}, kContext);
  const auto rich = simulate(items, demand, BaseStockPolicy(std::vector<double>(30, 30)), {60, 7, {}}, kContext);
  for (std::size_t i = 0; i < items.size(); ++i) {
    EXPECT_EQ(lean[i].demand, rich[i].demand);
    for (const SimulatedTotals& totals : {lean[i], rich[i]}) {
      EXPECT_NEAR(totals.initial_stock + totals.ordered, totals.sum.sold + totals.sum.wasted + totals.final_stock,
                  1e-9);
      EXPECT_NEAR(totals.demand, totals.sum.sold + totals.sum.lost, 1e-9);
      EXPECT_EQ(std::fmod(totals.ordered, 6), 0);
    }
    EXPECT_LE(rich[i].sum.lost, lean[i].sum.lost);
  }
}

TEST(Simulator, CountsMoneyAsItSays) {
  ItemEconomics item;
  item.price = 10;
  item.cost = 6;
  item.holding_cost = 0.5;
  item.order_cost = 3;
  item.shelf_life = 1;
  item.salvage = 1;
  const GivenDemand demand({4, 9}, 2);
  const auto totals = simulate(std::span(&item, 1), demand, BaseStockPolicy({6}), {2, 0, {}}, kContext).front();
  const SimulatedMoney money = money_of(totals, item);
  EXPECT_DOUBLE_EQ(money.holding, 2 * 0.5);      // 2 left at the end of the first period, thrown away
  EXPECT_DOUBLE_EQ(money.waste, 2 * (6 - 1.0));  //
  EXPECT_DOUBLE_EQ(money.shortage, 3 * 4.0);     // 3 missing in the second, at the margin
  EXPECT_DOUBLE_EQ(money.ordering, 2 * 3.0);     // two orders of 6
  EXPECT_DOUBLE_EQ(money.profit, 10 * 10.0 + 2 * 1 - 12 * 6.0 - 1 - 6);
  EXPECT_DOUBLE_EQ(totals.fill_rate(), 1 - 3.0 / 13);
  EXPECT_DOUBLE_EQ(totals.mean_held(), 1);  // 2 and none
}

TEST(Simulator, RefusesWhatDoesNotFit) {
  const ItemEconomics item = item_of(9, 0, false);
  const BaseStockPolicy policy({5});
  const GivenDemand demand({1, 2}, 2);
  EXPECT_THROW(simulate(std::span(&item, 1), demand, policy, {3, 0, {}}, kContext), ConfigError);
  EXPECT_THROW(simulate(std::span(&item, 1), demand, policy, {0, 0, {}}, kContext), ConfigError);
  EXPECT_THROW(simulate(std::span(&item, 1), demand, policy, {2, 0, {1, 2}}, kContext), ConfigError);
}

}  // namespace
}  // namespace demandcast
