// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/evaluation/metrics.h"

namespace demandcast {
namespace {

constexpr UnitCosts kOneToFour{.surplus = 1, .shortage = 4};  // critical ratio 0.8

/// One series, the same quantiles for every truth.
ScoredTable table_of(std::vector<double> levels, const std::vector<double>& quantiles,
                     const std::vector<double>& truths, std::vector<UnitCosts> costs) {
  ScoredTable table;
  table.forecasts.levels = std::move(levels);
  table.forecasts.ids = {"A"};
  table.forecasts.models = {"M"};
  for (std::size_t row = 0; row < truths.size(); ++row) {
    table.forecasts.series.push_back(0);
    table.forecasts.model.push_back(0);
    table.forecasts.cutoff.push_back(0);
    table.forecasts.period.push_back(static_cast<Period>(row + 1));
    table.forecasts.mean.push_back(0);
    table.forecasts.quantiles.insert(table.forecasts.quantiles.end(), quantiles.begin(), quantiles.end());
    table.forecasts.reason.push_back(FallbackReason::kNone);
  }
  table.actual = truths;
  table.mase_scale = table.rmsse_scale = std::vector<double>(truths.size(), 1.0);
  table.unit_costs = std::move(costs);
  return table;
}

double cost(const ScoredTable& table) {
  std::vector<std::size_t> rows(table.actual.size());
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
  return compute_metrics(table, rows).cost;
}

TEST(NewsvendorCost, IsHoldingWhatIsLeftAndMissingWhatIsShort) {
  // 10 are bought: 3 are left at 1 each, then 2 are short at 4 each.
  EXPECT_DOUBLE_EQ(cost(table_of({0.5, 0.8}, {6, 10}, {7, 12}, {kOneToFour})), 3 * 1 + 2 * 4);
}

TEST(NewsvendorCost, IsThePinballLossOfTheCriticalRatioTimesBothCosts) {
  const ScoredTable table = table_of({0.5, 0.8}, {6, 10}, {0, 7, 10, 12, 31}, {kOneToFour});
  std::vector<std::size_t> rows{0, 1, 2, 3, 4};
  const Metrics metrics = compute_metrics(table, rows);
  EXPECT_NEAR(metrics.cost, (1 + 4) * metrics.level_loss[1] * (0 + 7 + 10 + 12 + 31) / 2, 1e-12);
}

TEST(NewsvendorCost, BuysOnTheLineBetweenTwoLevels) {
  EXPECT_DOUBLE_EQ(cost(table_of({0.7, 0.9}, {10, 14}, {0}, {kOneToFour})), 12);
}

TEST(NewsvendorCost, BuysTheOutermostQuantileWhereTheRatioLiesBeyond) {
  EXPECT_DOUBLE_EQ(cost(table_of({0.1, 0.5}, {2, 6}, {0}, {kOneToFour})), 6);
  EXPECT_DOUBLE_EQ(cost(table_of({0.1, 0.5}, {2, 6}, {0}, {{.surplus = 99, .shortage = 1}})), 2 * 99);
}

TEST(NewsvendorCost, IsLeastForTheTrueQuantileAmongAll) {
  // Demand is 1 .. 100, each once: the 0.8 quantile is 80.
  std::vector<double> truths;
  for (int y = 1; y <= 100; ++y) truths.push_back(y);
  const double best = cost(table_of({0.8}, {80}, truths, {kOneToFour}));
  for (const double other : {60.0, 75.0, 79.0, 82.0, 90.0}) {
    EXPECT_GT(cost(table_of({0.8}, {other}, truths, {kOneToFour})), best) << other;
  }
}

TEST(NewsvendorCost, IsUndefinedWithoutUnitCosts) { EXPECT_TRUE(std::isnan(cost(table_of({0.8}, {10}, {7}, {})))); }

TEST(NewsvendorCost, LeavesRowsWithoutTruthAside) {
  EXPECT_DOUBLE_EQ(cost(table_of({0.8}, {10}, {7, std::nan("")}, {kOneToFour})), 3);
}

}  // namespace
}  // namespace demandcast
