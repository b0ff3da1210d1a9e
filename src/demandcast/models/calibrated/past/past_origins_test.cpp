// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/past_origins.h"

#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

Panel one_series(std::vector<float> y, std::vector<CellState> states) {
  return Panel(Frequency::parse("D"), {{"A", 10, std::move(y), std::move(states)}});
}

Panel of_length(std::size_t length) {
  return one_series(std::vector<float>(length, 1), std::vector<CellState>(length, CellState::kObserved));
}

TEST(PastOrigins, LieAHorizonBackAndAStepApart) {
  const PastOrigins origins{3, 5, 8};
  EXPECT_EQ(origins.back(0), 8);
  EXPECT_EQ(origins.back(2), 18);
  EXPECT_EQ(origins.oldest(), 18);
}

TEST(PastOrigins, LeaveHalfOfTheHistoryToTheFitBeforeThem) {
  const Panel panel = of_length(100);
  const SingleShard training(PanelView(panel, 109));
  const PastOrigins origins = choose_past_origins(training, 50, 0, 8);
  EXPECT_EQ(origins.step, 2);
  EXPECT_EQ(origins.windows, 22);
  EXPECT_LE(origins.oldest(), 50);
  EXPECT_EQ(choose_past_origins(training, 3, 7, 8).windows, 3);
  EXPECT_EQ(choose_past_origins(training, 3, 7, 8).step, 7);
}

TEST(PastOrigins, AreAtLeastOneHoweverShortTheHistory) {
  const Panel panel = of_length(3);
  EXPECT_EQ(choose_past_origins(SingleShard(PanelView(panel, 12)), 8, 0, 20).windows, 1);
}

TEST(DemandAfter, IsUnknownWhereNothingWasObserved) {
  const Panel panel = one_series({4, 5, 6}, {CellState::kObserved, CellState::kCensored, CellState::kObserved});
  const auto demand = demand_after(PanelView(panel, 20).series(0), 9, 4);
  ASSERT_EQ(demand.size(), 4U);
  EXPECT_EQ(demand[0], 4);
  EXPECT_TRUE(std::isnan(demand[1]));
  EXPECT_EQ(demand[2], 6);
  EXPECT_TRUE(std::isnan(demand[3]));
}

}  // namespace
}  // namespace demandcast
