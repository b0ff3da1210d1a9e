// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/scored_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr CellState kMissing = CellState::kMissing, kObserved = CellState::kObserved, kCensored = CellState::kCensored;

/// Periods 10 .. 17; 12 is missing, 16 censored.
Panel one_series() {
  return Panel(Frequency::parse("D"),
               {{"A",
                 10,
                 {0, 2, 0, 6, 4, 7, 1, 9},
                 {kObserved, kObserved, kMissing, kObserved, kObserved, kObserved, kCensored, kObserved}}});
}

/// One row per period, at the levels 0.1 and 0.5, of the cutoff given.
ForecastTable forecasts(const std::string& id, Period cutoff, std::vector<Period> periods) {
  ForecastTable table;
  table.frequency = Frequency::parse("D");
  table.levels = {0.1, 0.5};
  table.ids = {id};
  table.models = {"M"};
  for (const Period period : periods) {
    table.series.push_back(0);
    table.model.push_back(0);
    table.cutoff.push_back(cutoff);
    table.period.push_back(period);
    table.mean.push_back(3);
    table.quantiles.insert(table.quantiles.end(), {1.0, static_cast<double>(period)});
    table.reason.push_back(FallbackReason::kNone);
  }
  return table;
}

TEST(ScoredTable, JoinsTruthByIdAndPeriodAndLeavesMissingCellsWithoutOne) {
  const ScoredTable table = score_against(forecasts("A", 11, {12, 13, 17}), one_series(), 1, ScoreMode::kAvailable);
  EXPECT_TRUE(std::isnan(table.actual[0]));
  EXPECT_EQ(table.actual[1], 6);
  EXPECT_EQ(table.actual[2], 9);
  EXPECT_EQ(table.unmatched, 0u);
  EXPECT_EQ(scored_rows(table, 0), (std::vector<std::size_t>{1, 2}));
  EXPECT_TRUE(scored_rows(table, 1).empty());
}

TEST(ScoredTable, ScoresCensoredCellsOnlyWhereSalesAreScored) {
  const auto available = score_against(forecasts("A", 15, {16, 17}), one_series(), 1, ScoreMode::kAvailable);
  EXPECT_TRUE(std::isnan(available.actual[0]));
  EXPECT_EQ(available.actual[1], 9);
  const auto sales = score_against(forecasts("A", 15, {16, 17}), one_series(), 1, ScoreMode::kSales);
  EXPECT_EQ(sales.actual[0], 1);
  EXPECT_EQ(sales.actual[1], 9);
}

TEST(ScoredTable, CountsRowsThatTheDataDoNotHave) {
  EXPECT_EQ(score_against(forecasts("A", 16, {9, 17, 18}), one_series(), 1, ScoreMode::kAvailable).unmatched, 2u);
  const auto stranger = score_against(forecasts("B", 16, {17, 18}), one_series(), 1, ScoreMode::kAvailable);
  EXPECT_EQ(stranger.unmatched, 2u);
  EXPECT_TRUE(scored_rows(stranger, 0).empty());
}

TEST(ScoredTable, ScalesAreThoseOfTheHistoryUpToTheCutoff) {
  // Up to 15: 0 2 - 6 4 7. Differences of lag 1: 2, 2, 3; the first sale is at 11, after which 2 and 3 remain.
  const auto table = score_against(forecasts("A", 15, {17}), one_series(), 1, ScoreMode::kAvailable);
  EXPECT_DOUBLE_EQ(table.mase_scale[0], 7.0 / 3);
  EXPECT_DOUBLE_EQ(table.rmsse_scale[0], std::sqrt((4 + 9) / 2.0));
  // Lag 2: |6 - 2|, |7 - 6|; 0 and 4 face the missing cell.
  EXPECT_DOUBLE_EQ(score_against(forecasts("A", 15, {17}), one_series(), 2, ScoreMode::kAvailable).mase_scale[0], 2.5);
  const auto early = score_against(forecasts("A", 10, {11}), one_series(), 1, ScoreMode::kAvailable);
  EXPECT_TRUE(std::isnan(early.mase_scale[0]));
  EXPECT_TRUE(std::isnan(early.rmsse_scale[0]));
}

TEST(ScoredTable, ScalesOfSalesCountCensoredCellsAsSold) {
  const auto available = score_against(forecasts("A", 16, {17}), one_series(), 1, ScoreMode::kAvailable);
  const auto sales = score_against(forecasts("A", 16, {17}), one_series(), 1, ScoreMode::kSales);
  EXPECT_DOUBLE_EQ(available.mase_scale[0], 7.0 / 3);
  EXPECT_DOUBLE_EQ(sales.mase_scale[0], 13.0 / 4) << "the fall from 7 to 1 counts too";
}

TEST(ScoredTable, DropsRowsOfSpans) {
  ForecastTable with_span = forecasts("A", 12, {13, 13, 14});
  with_span.lead = {0, 0, 0};
  with_span.length = {0, 2, 0};
  const auto table = score_against(with_span, one_series(), 1, ScoreMode::kAvailable);
  EXPECT_EQ(table.forecasts.period, (std::vector<Period>{13, 14}));
  EXPECT_EQ(table.forecasts.quantiles, (std::vector<double>{1, 13, 1, 14}));
  EXPECT_TRUE(table.forecasts.length.empty());
}

TEST(ScoredTable, RefusesAHoleInTheForecastsAndASeasonBelowOne) {
  ForecastTable hole = forecasts("A", 12, {13});
  hole.quantiles[1] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(score_against(hole, one_series(), 1, ScoreMode::kAvailable), DataError);
  EXPECT_THROW(score_against(forecasts("A", 12, {13}), one_series(), 0, ScoreMode::kAvailable), ConfigError);
}

}  // namespace
}  // namespace demandcast
