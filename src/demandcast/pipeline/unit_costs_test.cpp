// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/unit_costs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

Panel two_series() {
  const std::vector<CellState> seen(2, CellState::kObserved);
  return {Frequency::parse("W-MON"), {{"a", 100, {1, 2}, seen}, {"b", 100, {3, 4}, seen}}};
}

RunConfig with_defaults(std::map<std::string, std::string> defaults) {
  RunConfig config;
  config.items.defaults = std::move(defaults);
  return config;
}

TEST(UnitCosts, AreThoseOfOnePeriodWhateverTheReviewPeriod) {
  const RunConfig config =
      with_defaults({{"holding_cost", "0.2"}, {"lost_sale_cost", "1.5"}, {"review_period", "4"}, {"lead_time", "2"}});
  const std::vector<UnitCosts> costs = unit_costs_of(config, {"a", "b"}, two_series());
  ASSERT_EQ(costs.size(), 2U);
  EXPECT_DOUBLE_EQ(costs[1].surplus, 0.2);
  EXPECT_DOUBLE_EQ(costs[1].shortage, 1.5);
}

TEST(UnitCosts, OfWhatPerishesWithinThePeriodAreItsWriteOff) {
  const RunConfig config = with_defaults({{"price", "5"}, {"cost", "3"}, {"salvage", "1"}, {"shelf_life", "1"}});
  const std::vector<UnitCosts> costs = unit_costs_of(config, {"a", "b"}, two_series());
  EXPECT_DOUBLE_EQ(costs[0].surplus, 2);
  EXPECT_DOUBLE_EQ(costs[0].shortage, 2);
}

TEST(UnitCosts, AreNoneWhereNoItemsAreGiven) {
  EXPECT_FALSE(judges_money({}));
  EXPECT_TRUE(unit_costs_of({}, {"a"}, two_series()).empty());
}

TEST(UnitCosts, OfIdsThatTheDataLackAreNotAskedOfTheItems) {
  const RunConfig config = with_defaults({{"holding_cost", "0.2"}, {"lost_sale_cost", "1"}});
  EXPECT_EQ(unit_costs_of(config, {"stranger", "b"}, two_series()).size(), 2U);
}

TEST(UnitCosts, ThatMakeNoSenseAreRefused) {
  EXPECT_THROW(unit_costs_of(with_defaults({{"holding_cost", "0.2"}}), {"a", "b"}, two_series()), DataError);
}

TEST(CriticalRatios, BeyondTheLevelsAreToldWithTheirRange) {
  ScoredTable table;
  table.forecasts.levels = {0.1, 0.9};
  table.forecasts.ids = {"a", "b", "c"};
  table.forecasts.series = {0, 0, 1, 2};
  table.actual = {1, 2, 3, std::nan("")};
  table.unit_costs = {{1, 19}, {1, 1}, {1, 99}};  // 0.95, 0.5, and one without truth
  CriticalRatios ratios;
  ratios.add(table);
  EXPECT_THAT(ratios.note(table.forecasts.levels), testing::HasSubstr("of 1 series (0.95 to 0.95) lies beyond"));
  EXPECT_EQ(CriticalRatios{}.note(table.forecasts.levels), "");
}

}  // namespace
}  // namespace demandcast
