// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/demand_segments.h"

#include <gtest/gtest.h>

namespace demandcast {
namespace {

constexpr CellState kMissing = CellState::kMissing, kObserved = CellState::kObserved;

DemandLevel level_of(std::vector<float> y, std::vector<CellState> states, std::size_t periods) {
  const Panel panel(Frequency::parse("D"), {{"A", 0, std::move(y), std::move(states)}});
  return demand_level(PanelView(panel, 99).series(0), periods);
}

TEST(DemandLevel, IsTheMeanOfTheRecentObservedCells) {
  const auto level = level_of({100, 4, 9, 0, 2}, {kObserved, kObserved, kMissing, kObserved, kObserved}, 3);
  EXPECT_DOUBLE_EQ(level.mean, 2);
  EXPECT_DOUBLE_EQ(level.zero_share, 1.0 / 3);
}

TEST(DemandLevel, LooksFurtherBackWhereNothingSoldOfLate) {
  const auto level = level_of({6, 0, 0, 0}, std::vector<CellState>(4, kObserved), 2);
  EXPECT_DOUBLE_EQ(level.mean, 1.5);
  EXPECT_DOUBLE_EQ(level.zero_share, 1);
}

TEST(DemandLevel, IsZeroWhereNothingWasEverSoldOrSeen) {
  EXPECT_EQ(level_of({0, 0}, {kObserved, kObserved}, 2).mean, 0);
  EXPECT_EQ(level_of({3}, {kMissing}, 2).mean, 0);
}

TEST(DemandSegments, PartSeriesIntoVelocitiesOfEqualSizeAndIntermittences) {
  const DemandSegments segments("both", {0, 1, 2, 3, 4, 5, 6, 7, 8, 0});
  EXPECT_EQ(segments.cuts(), (std::vector<double>{3, 5, 7}));
  EXPECT_EQ(segments.count(), 12u);
  EXPECT_EQ(segments.segment({2.9, 0.0}), 0u);
  EXPECT_EQ(segments.segment({3.0, 0.3}), 4u);
  EXPECT_EQ(segments.segment({100, 0.9}), 11u);
}

TEST(DemandSegments, KeepOnlyWhatIsAskedFor) {
  EXPECT_EQ(DemandSegments("none", {1, 2}).count(), 1u);
  EXPECT_EQ(DemandSegments("none", {1, 2}).segment({9, 0.9}), 0u);
  EXPECT_EQ(DemandSegments("velocity", {1, 2, 3, 4}).segment({9, 0.9}), 3u);
  EXPECT_EQ(DemandSegments("intermittence", {1, 2, 3, 4}).segment({9, 0.9}), 2u);
}

}  // namespace
}  // namespace demandcast
