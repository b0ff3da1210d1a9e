// Rows packed together, and the same rows packed apart and merged.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/merge_told.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::IsNan;

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr auto kGiven = ToldState::kObserved, kNone = ToldState::kNoRow, kEmpty = ToldState::kMissing;

/// One series of demand alone.
ToldPanel series(const std::string& id, Period first, std::vector<float> y, std::vector<ToldState> states) {
  ToldPanel told;
  told.ids = {id};
  told.first_period = {first};
  told.offsets = {0, std::ssize(y)};
  told.target = std::move(y);
  told.states = std::move(states);
  return told;
}

Channel plans(Period first, std::vector<float> values) {
  Channel channel{"price", ChannelRole::kKnownFuture, {0, std::ssize(values)}, {first}, std::move(values), {}};
  channel.versions.offsets = {0, 0};
  return channel;
}

TEST(MergeTold, GivesTheNewerDemandAndKeepsWhatIsLeftEmpty) {
  const ToldPanel base = series("A", 10, {1, kNaN, 3}, {kGiven, kEmpty, kGiven});
  const ToldPanel more = series("A", 11, {2, kNaN, kNaN, 5}, {kGiven, kEmpty, kNone, kGiven});
  const ToldPanel merged = merge_told(base, more);
  EXPECT_THAT(merged.first_period, ElementsAre(10));
  EXPECT_THAT(merged.target, ElementsAre(1, 2, 3, IsNan(), 5));
  EXPECT_THAT(merged.states, ElementsAre(kGiven, kGiven, kGiven, kNone, kGiven));
}

TEST(MergeTold, PutsEarlierRowsAndNewSeriesInTheirPlaces) {
  const ToldPanel base = series("B", 10, {1}, {kGiven});
  const ToldPanel earlier = merge_told(base, series("B", 7, {4}, {kGiven}));
  EXPECT_THAT(earlier.first_period, ElementsAre(7));
  EXPECT_THAT(earlier.target, ElementsAre(4, IsNan(), IsNan(), 1));
  EXPECT_THAT(earlier.states, ElementsAre(kGiven, kNone, kNone, kGiven));
  const ToldPanel both = merge_told(merge_told(base, series("C", 2, {5}, {kGiven})), series("A", 3, {6}, {kGiven}));
  EXPECT_THAT(both.ids, ElementsAre("A", "B", "C"));
  EXPECT_THAT(both.first_period, ElementsAre(3, 10, 2));
  EXPECT_THAT(both.target, ElementsAre(6, 1, 5));
}

TEST(MergeTold, TellsAnewWhetherDemandIsCensored) {
  ToldPanel base = series("A", 1, {3, 4, 5}, {ToldState::kCensored, kGiven, kGiven});
  base.availability = {0.5F, kNaN, 1};
  ToldPanel more = series("A", 1, {7, kNaN, kNaN}, {kGiven, kEmpty, kEmpty});
  more.availability = {kNaN, 0.25F, kNaN};
  const ToldPanel merged = merge_told(base, more);
  EXPECT_THAT(merged.target, ElementsAre(7, 4, 5));
  EXPECT_THAT(merged.availability, ElementsAre(0.5F, 0.25F, 1));
  EXPECT_THAT(merged.states, ElementsAre(ToldState::kCensored, ToldState::kCensored, kGiven));
}

TEST(MergeTold, PutsVersionsOfPlansInOrderAndTheNewestIntoTheCells) {
  ToldPanel base = series("A", 1, {1}, {kGiven}), more = base;
  base.channels = {plans(1, {9, 8, kNaN})};
  base.channels[0].versions = {{0, 1}, {2}, {50}, {8}};
  more.channels = {plans(1, {7, 6, 5})};
  more.channels[0].versions = {{0, 3}, {1, 2, 2}, {60, 40, 70}, {7, 4, 6}};
  const Channel merged = merge_told(base, more).channels[0];
  EXPECT_THAT(merged.values, ElementsAre(7, 6, 5));
  EXPECT_THAT(merged.versions.offsets, ElementsAre(0, 5));
  EXPECT_THAT(merged.versions.period, ElementsAre(1, 1, 2, 2, 2));
  EXPECT_THAT(merged.versions.known_at, ElementsAre(PlanVersions::kAlwaysKnown, 60, 40, 50, 70));
  EXPECT_THAT(merged.versions.values, ElementsAre(9, 7, 4, 8, 6));
}

TEST(MergeTold, ReplacesAStaticAndSaysSo) {
  ToldPanel base = series("A", 1, {1}, {kGiven}), more = series("A", 2, {1}, {kGiven});
  base.statics = {{"kind", StaticKind::kCategory, 1, {}, {0}, {"x"}}, {"size", StaticKind::kNumber, 1, {3}, {}, {}}};
  more.statics = {{"kind", StaticKind::kCategory, 1, {}, {1}, {"a", "b"}},
                  {"size", StaticKind::kNumber, 1, {kNaN}, {}, {}}};
  share_categories(base.statics[0], more.statics[0]);
  EXPECT_THAT(base.statics[0].categories, ElementsAre("a", "b", "x"));
  std::vector<std::string> told;
  ToldPanel merged = merge_told(base, more, [&](const auto& column, const auto& id) { told.push_back(column + id); });
  EXPECT_THAT(told, ElementsAre("kindA"));
  EXPECT_THAT(merged.statics[1].numbers, ElementsAre(3));
  drop_unused_categories(merged.statics[0]);
  EXPECT_THAT(merged.statics[0].categories, ElementsAre("b"));
  EXPECT_THAT(merged.statics[0].codes, ElementsAre(0));
}

}  // namespace
}  // namespace demandcast
