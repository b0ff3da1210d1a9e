// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel_profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr auto kO = CellState::kObserved, kM = CellState::kMissing, kC = CellState::kCensored;

SeriesInput series(const std::string& id, Period first, std::vector<float> target, std::vector<CellState> states = {}) {
  if (states.empty()) states.assign(target.size(), kO);
  return {id, first, std::move(target), std::move(states)};
}

TEST(PanelProfile, CountsByHand) {
  const Panel panel(Frequency::parse("1"),
                    {series("smooth", 1, {4, 5, 4, 5, 4, 5, 4, 5}), series("erratic", 1, {1, 9, 1, 1, 1, 1}),
                     series("intermittent", 2, {5, 0, 5, 0}), series("lumpy", 4, {0, 1, 0, 9, 0}),
                     series("never", 5, {0, 0}), series("holes", 2, {2, 0, 0, 3, 0, 0}, {kM, kM, kM, kC, kM, kM}),
                     series("parts", 1, {2, 0, 0, 3, 0, 2, 0}, {kO, kM, kM, kO, kM, kO, kM})});
  const PanelProfile profile = profile_panel(panel, 2);
  EXPECT_EQ(profile.series, 7u);
  EXPECT_EQ(profile.cells, 38u);
  EXPECT_EQ(profile.first, 1);
  EXPECT_EQ(profile.last, 8);
  EXPECT_EQ(profile.observed, 28u);
  EXPECT_EQ(profile.missing, 9u);
  EXPECT_EQ(profile.censored, 1u);
  EXPECT_EQ(profile.gaps, 2u) << "missing cells at the ends are no gaps";
  EXPECT_EQ(profile.series_with_gaps, 1u);
  EXPECT_EQ(profile.launches, 0u);
  EXPECT_EQ(profile.ended, 2u) << "intermittent in 4, holes in 5; erratic, sold in 6, is within two periods of 8";
  EXPECT_THAT(profile.classes, ElementsAre(Pair("smooth", 2), Pair("erratic", 1), Pair("intermittent", 1),
                                           Pair("lumpy", 1), Pair("no sales", 2)));
  EXPECT_DOUBLE_EQ(profile.zero_share, 7.0 / 28);
  EXPECT_THAT(profile.history, ElementsAre(2, 4, 6, 6, 8));
  EXPECT_DOUBLE_EQ(profile.total_demand, 36 + 14 + 10 + 10 + 0 + 3 + 7);
}

TEST(PanelProfile, CountsLaunchesInTheLastSeason) {
  const Panel panel(Frequency::parse("1"),
                    {series("old", 1, {1, 1, 1, 1, 1, 1}), series("listed early", 1, {0, 0, 0, 0, 1, 0}),
                     series("new", 5, {3, 3}), series("just before", 4, {3, 3, 3})});
  EXPECT_EQ(profile_panel(panel, 2).launches, 2u);
}

TEST(PanelProfile, CountsSeasonalSeriesAmongThoseLongEnough) {
  std::vector<float> wave, flat, line;
  for (int t = 0; t < 48; ++t) {
    wave.push_back(static_cast<float>(10 + 5 * std::sin(t * 2 * 3.14159265 / 12) + (t * 7 % 5) * 0.1));
    line.push_back(static_cast<float>(10 + (t * 7 % 5)));
  }
  const Panel panel(Frequency::parse("MS"),
                    {series("wave", 0, wave), series("line", 0, line), series("short", 0, {1, 2, 3})});
  const PanelProfile profile = profile_panel(panel, 12);
  EXPECT_EQ(profile.series_told_of_season, 2u);
  EXPECT_DOUBLE_EQ(profile.seasonal_share, 0.5);
}

TEST(PanelProfile, OfAnEmptyPanelIsEmpty) {
  const PanelProfile profile = profile_panel(Panel(), 12);
  EXPECT_EQ(profile.series, 0u);
  EXPECT_EQ(profile.first, std::nullopt);
  EXPECT_EQ(profile.total_demand, 0);
}

}  // namespace
}  // namespace demandcast
