// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/demand_history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/random.h"
#include "demandcast/features/features_test.h"

namespace demandcast {
namespace {

std::vector<float> gappy_demand() {
  std::vector<float> y;
  RandomStream random(1, 1);
  for (int t = 0; t < 60; ++t) y.push_back(t % 7 == 3 ? NAN : static_cast<float>(random.poisson(1.2)));
  return y;
}

TEST(DemandHistory, SumsEverySpanAsALoopDoes) {
  const std::vector<float> y = gappy_demand();
  const Panel panel = weekly_panel({y});
  const DemandHistory history(PanelView(panel, 159).series(0));
  for (Period from = 95; from < 165; ++from) {
    for (Period to = from - 1; to < 165; ++to) {
      double sum = 0, squares = 0, known = 0, zeros = 0;
      for (Period t = std::max<Period>(from, 100); t <= std::min<Period>(to, 159); ++t) {
        const float cell = y[static_cast<std::size_t>(t - 100)];
        if (std::isnan(cell)) continue;
        sum += cell, squares += cell * cell, known += 1, zeros += cell == 0;
      }
      ASSERT_EQ(history.known(from, to), known);
      if (known == 0) {
        ASSERT_TRUE(std::isnan(history.mean(from, to)) && std::isnan(history.zero_share(from, to)));
        continue;
      }
      ASSERT_NEAR(history.mean(from, to), sum / known, 1e-12);
      ASSERT_NEAR(history.mean_square(from, to), squares / known, 1e-12);
      ASSERT_NEAR(history.zero_share(from, to), zeros / known, 1e-12);
    }
  }
}

TEST(DemandHistory, CountsPeriodsSinceTheLastSaleAndSinceTheFirstKnownCell) {
  const Panel panel = weekly_panel({{NAN, 0, 4, 0, 0, NAN}});
  const DemandHistory history(PanelView(panel, 105).series(0));
  EXPECT_TRUE(std::isnan(history.since_sale(101)));
  EXPECT_EQ(history.since_sale(102), 0);
  EXPECT_EQ(history.since_sale(105), 3);
  EXPECT_TRUE(std::isnan(history.age(100)));
  EXPECT_EQ(history.age(101), 0);
  EXPECT_EQ(history.age(105), 4);
}

TEST(DemandHistory, HoldsWhatWasExpectedWhereTheShelfWasEmpty) {
  std::vector<CellState> states(6, CellState::kObserved);
  states[3] = CellState::kCensored;
  const Panel panel(Frequency::parse("W-FRI"), {{"a", 100, {10, 10, 10, 5, 10, 10}, states, {1, 1, 1, 0.5F, 1, 1}}});
  const DemandHistory history(PanelView(panel, 105).series(0));
  EXPECT_GT(history.at(103), 8);
  EXPECT_EQ(history.at(102), 10);
}

}  // namespace
}  // namespace demandcast
