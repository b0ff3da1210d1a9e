// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/scored_cells.h"

#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

/// Days 100 to 103 of a series: observed, a stock-out, missing, observed; each forecast by two models, and a day after.
ScoredTable scored(const Panel& panel, ScoreMode mode) {
  ForecastTable table;
  table.frequency = panel.frequency();
  table.levels = {0.5};
  table.ids = {"a"};
  table.models = {"ets", "theta"};
  for (std::int32_t model = 0; model < 2; ++model) {
    for (Period period = 100; period <= 104; ++period) {
      table.series.push_back(0);
      table.model.push_back(model);
      table.cutoff.push_back(99);
      table.period.push_back(period);
      table.mean.push_back(1);
      table.quantiles.push_back(1);
      table.reason.push_back(FallbackReason::kNone);
    }
  }
  return score_against(table, panel, 1, mode);
}

Panel four_days() {
  const float none = std::nanf("");
  return {Frequency::parse("D"),
          {{"a",
            100,
            {1, 2, none, 4},
            {CellState::kObserved, CellState::kCensored, CellState::kMissing, CellState::kObserved}}}};
}

TEST(ScoredCells, AreCountedOnceHoweverManyModelsForecastThem) {
  const Panel panel = four_days();
  const ScoredCells cells = count_scored(scored(panel, ScoreMode::kAvailable), panel);
  EXPECT_EQ(cells.forecast, 5U);
  EXPECT_EQ(cells.scored, 2U);
  EXPECT_EQ(cells.stock_outs, 1U);
  EXPECT_EQ(cells.without_demand, 2U);
  EXPECT_EQ(scored_text(cells),
            "Scored 2 of 5 cells; left out: 1 with a stock-out (--score sales scores them as sold), 2 without demand.");
}

TEST(ScoredCells, HoldStockOutsWhereSalesAreScored) {
  const Panel panel = four_days();
  EXPECT_EQ(scored_text(count_scored(scored(panel, ScoreMode::kSales), panel)),
            "Scored 3 of 5 cells, 1 with a stock-out as they were sold; left out: 2 without demand.");
}

TEST(ScoredCells, SayThatNoStockOutIsKnown) {
  const Panel panel(Frequency::parse("D"),
                    {{"a", 100, std::vector<float>(5, 1), std::vector(5, CellState::kObserved)}});
  EXPECT_EQ(scored_text(count_scored(scored(panel, ScoreMode::kAvailable), panel)),
            "Scored all 5 cells; no stock-out is known in them.");
}

}  // namespace
}  // namespace demandcast
