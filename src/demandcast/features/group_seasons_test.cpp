// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/group_seasons.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/features/features_test.h"

namespace demandcast {
namespace {

/// Twice as much in weeks 40 to 43 of each 52 as in others.
std::vector<float> with_a_peak(double level, int weeks) {
  std::vector<float> y;
  for (int t = 0; t < weeks; ++t) y.push_back(static_cast<float>(level * (t % 52 >= 40 && t % 52 < 44 ? 2 : 1)));
  return y;
}

GroupSeasons seasons_of(const Panel& panel, Period origin, const FeatureSpans& spans) {
  GroupSeasons seasons;
  const PanelView view(panel, origin);
  for (std::size_t i = 0; i < view.series_count(); ++i) {
    const DemandHistory history(view.series(i));
    seasons.add(GroupSeasons::kCatalogue, history.first(), GroupSeasons::ratios_of(history, spans));
  }
  return seasons;
}

class TheSeasonOfACatalogue : public testing::Test {
 protected:
  const FeatureSpans spans_ = FeatureSpans::of(Frequency::parse("W-FRI"));
  const Panel panel_ = weekly_panel({with_a_peak(10, 150), with_a_peak(500, 150), with_a_peak(3, 150)});
};

TEST_F(TheSeasonOfACatalogue, TellsHowFarDemandMovesFromTheOriginToThePeak) {
  const GroupSeasons seasons = seasons_of(panel_, 249, spans_);
  const auto* all = seasons.find(GroupSeasons::kCatalogue);
  const Period before_peak = 100 + 52 + 38;  // the peak begins in step 2
  EXPECT_NEAR(season_move(all, all, spans_, before_peak, {0, 1}), 1, 0.05);
  EXPECT_NEAR(season_move(all, all, spans_, before_peak, {1, 1}), 2, 0.1);
  EXPECT_NEAR(season_move(all, all, spans_, before_peak, {0, 2}), 1.5, 0.1);
}

TEST_F(TheSeasonOfACatalogue, IsNotKnownBeforeAYearHasPassed) {
  const GroupSeasons seasons = seasons_of(panel_, 249, spans_);
  const auto* all = seasons.find(GroupSeasons::kCatalogue);
  EXPECT_TRUE(std::isnan(season_move(all, all, spans_, 130, {0, 1})));
  EXPECT_TRUE(std::isnan(season_move(nullptr, nullptr, spans_, 249, {0, 1})));
}

TEST_F(TheSeasonOfACatalogue, OfAThinGroupIsNearlyTheCatalogues) {
  GroupSeasons seasons = seasons_of(panel_, 249, spans_);
  const auto* all = seasons.find(GroupSeasons::kCatalogue);
  EXPECT_EQ(season_move(nullptr, all, spans_, 190, {1, 1}), season_move(all, all, spans_, 190, {1, 1}));
}

TEST_F(TheSeasonOfACatalogue, OfAGroupIsItsOwnWhereManySeriesTellIt) {
  GroupSeasons seasons = seasons_of(panel_, 249, spans_);
  const Panel flat = weekly_panel({std::vector<float>(150, 7)});
  const DemandHistory history(PanelView(flat, 249).series(0));
  for (int i = 0; i < 500; ++i) seasons.add("a=b", history.first(), GroupSeasons::ratios_of(history, spans_));
  const auto *all = seasons.find(GroupSeasons::kCatalogue), *group = seasons.find("a=b");
  EXPECT_NEAR(season_move(group, all, spans_, 190, {1, 1}), 1, 0.03);
}

TEST_F(TheSeasonOfACatalogue, IsTheSameWhateverCameAfter) {
  const GroupSeasons early = seasons_of(panel_, 200, spans_), late = seasons_of(panel_, 249, spans_);
  const auto *then = early.find(GroupSeasons::kCatalogue), *now = late.find(GroupSeasons::kCatalogue);
  for (int step = 0; step < 13; ++step) {
    EXPECT_EQ(season_move(then, then, spans_, 200, {step, 1}), season_move(now, now, spans_, 200, {step, 1}));
  }
}

TEST(GroupSeasons, AddsSeriesThatBeginAndEndAtOtherTimes) {
  GroupSeasons seasons;
  seasons.add("g", 10, std::vector<std::int64_t>{5, 6});
  seasons.add("g", 8, std::vector<std::int64_t>{1, -1, 2});
  seasons.add("g", 11, std::vector<std::int64_t>{4, 3});
  const auto* group = seasons.find("g");
  ASSERT_NE(group, nullptr);
  EXPECT_EQ(group->first, 8);
  EXPECT_EQ(group->sums, (std::vector<std::int64_t>{1, 0, 7, 10, 3}));
  EXPECT_EQ(group->counts, (std::vector<std::int64_t>{1, 0, 2, 2, 1}));
}

}  // namespace
}  // namespace demandcast
