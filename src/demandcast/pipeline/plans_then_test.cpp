// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/plans_then.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsNan;

constexpr Period kThen = 3, kNow = 5;

/// Two series of six periods that share a promotion: of period 4 planned as 1 at 2 and called off at 4; of period 6
/// planned as 1 at 5, of period 9 at 5; of the others 0 from the beginning.
Panel promoted() {
  const std::vector<CellState> observed(6, CellState::kObserved);
  Channel promo{"promo", ChannelRole::kKnownFuture, {0, 10}, {0}, {0, 0, 0, 0, 0, 0, 1, 0, 0, 1}, {0, 0}};
  promo.versions = {{0, 4}, {4, 4, 6, 9}, {2, 4, 5, 5}, {1, 0, 1, 1}};
  const std::vector<float> y(6, 1);
  return {Frequency::parse("1"), {{"A", 0, y, observed, {}}, {"B", 0, y, observed, {}}}, {promo}};
}

std::vector<double> plans(const PanelView& view, Period from, Period to) {
  return view.series(1).channel(view.channels().front(), from, to);
}

TEST(PlansAsKnown, SeeFromALaterOriginWhatWasPlannedThen) {
  const Panel now = promoted();
  const Panel then = plans_as_known(now, PanelView(now, kThen), 4);
  const PanelView newest = PanelView(then, kNow).with_newest_plans();
  EXPECT_THAT(plans(newest, 3, 7), ElementsAre(0, 1, 0, IsNan(), 0));
  EXPECT_THAT(plans(PanelView(then, kNow), 3, 7), ElementsAre(0, 1, 0, IsNan(), 0));
  EXPECT_THAT(plans(PanelView(then, 1), 4, 4), ElementsAre(IsNan())) << "earlier still, it was not yet planned";
  EXPECT_THAT(plans(newest, 8, 9), ElementsAre(0, 1)) << "beyond the horizon of then, as now";
}

TEST(PlansAsKnown, AreFromTheOriginOfThenWhatTheWholePanelShowsThere) {
  const Panel now = promoted();
  const Panel then = plans_as_known(now, PanelView(now, kThen), 4);
  for (Period origin = 0; origin <= kThen; ++origin) {
    EXPECT_THAT(plans(PanelView(then, origin), 0, 7),
                testing::Pointwise(testing::NanSensitiveDoubleEq(), plans(PanelView(now, origin), 0, 7)))
        << "origin " << origin;
  }
}

TEST(PlansOfTable, AreLaidOverThoseAfterTheOriginOfThen) {
  const Panel now = promoted();
  const std::string table = testing::TempDir() + "/demandcast_plans_then.csv";
  write_file(table, "unique_id,ds,promo\nB,5,0.5\nB,6,\nB,9,0.25\n");
  const Panel then = plans_of_table(now, PanelView(now, kThen).with_newest_plans(), 4, table, {});
  const PanelView view = PanelView(then, kNow).with_newest_plans();
  EXPECT_THAT(plans(view, 4, 9), ElementsAre(0, 0.5, 1, 0, 0, 1)) << "an empty cell, and one beyond the horizon, stay";
  EXPECT_THAT(view.series(0).channel(view.channels().front(), 5, 5), ElementsAre(0));
  write_file(table, "unique_id,ds,promo\nB,3,0.5\n");
  EXPECT_THROW(plans_of_table(now, PanelView(now, kThen), 4, table, {}), DataError);
}

TEST(PlanDifferences, NameTheFirstDateAheadThatWasPlannedOtherwise) {
  const Panel now = promoted();
  const Panel then = plans_as_known(now, PanelView(now, kThen), 4);
  const PanelView old_plans = PanelView(then, kNow).with_newest_plans();
  const PanelView new_plans = PanelView(now, kNow).with_newest_plans();
  const auto differences =
      plan_differences(old_plans.series(0), old_plans.channels(), new_plans.series(0), new_plans.channels(), 7);
  ASSERT_EQ(differences.size(), 1U);
  EXPECT_EQ(differences[0].column, "promo");
  EXPECT_EQ(differences[0].periods, 2U);
  EXPECT_EQ(differences[0].date, "6");
  EXPECT_THAT(differences[0].then, IsNan());
  EXPECT_EQ(differences[0].now, 1);
}

}  // namespace
}  // namespace demandcast
