// Plans that were revised: what a cutoff sees of them, and what is wrong with their rows.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/dated_plans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/data/data_file_test.h"
#include "demandcast/data/panel_view.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsNan;
using testing::NanSensitiveDoubleEq;

DataSource promo_source(const std::string& rows) {
  DataSource source;
  source.path = test_file("sales.csv", "unique_id,ds,y,promo,known_at\n" + rows);
  source.known = {"promo"};
  source.known_at = "known_at";
  return source;
}

std::vector<double> promo(const Panel& panel, const char* origin, const char* from, const char* to,
                          PlanSight sight = PlanSight::kAsKnown) {
  const auto at = [&](const char* date) { return *panel.frequency().period_at(*parse_timestamp(date)); };
  return SeriesView(panel, 0, at(origin), sight).channel(panel.channels()[0], at(from), at(to));
}

/// Days 1 to 5 sold, 6 and 7 planned. The promotion of the 5th was planned on the 1st, called off on the 3rd and put
/// back at half on the 4th; that of the 7th came up on the 6th.
constexpr const char* kRevised =
    "A,2024-03-01,5,0,\nA,2024-03-02,6,0,\nA,2024-03-03,4,0,2024-02-20\nA,2024-03-04,5,0,\n"
    "A,2024-03-05,9,1,2024-03-01\nA,2024-03-05,,0.5,2024-03-04 17:30\nA,2024-03-05,9,0,2024-03-03\n"
    "A,2024-03-06,,0,\nA,2024-03-07,,1,2024-03-06\n";

TEST(DatedPlans, AreSeenAsTheyWereKnownAtTheEndOfTheOrigin) {
  const auto read = read_panel(promo_source(kRevised));
  ASSERT_TRUE(read.panel) << read.report.error_text();
  const Panel& panel = *read.panel;
  const double nan = std::nan("");
  const auto fifth = [&](const char* origin) { return promo(panel, origin, "2024-03-05", "2024-03-05")[0]; };
  EXPECT_TRUE(std::isnan(fifth("2024-02-29")));
  EXPECT_EQ(fifth("2024-03-01"), 1);
  EXPECT_EQ(fifth("2024-03-02"), 1);
  EXPECT_EQ(fifth("2024-03-03"), 0);
  EXPECT_EQ(fifth("2024-03-04"), 0.5);
  EXPECT_THAT(promo(panel, "2024-03-05", "2024-03-03", "2024-03-08"),
              ElementsAre(0, 0, 0.5, 0, NanSensitiveDoubleEq(nan), NanSensitiveDoubleEq(nan)));
  EXPECT_THAT(promo(panel, "2024-03-05", "2024-03-05", "2024-03-07", PlanSight::kNewest), ElementsAre(0.5, 0, 1));
}

TEST(DatedPlans, LeaveOneCellForEachPeriodWithTheNewestVersion) {
  const Panel panel = read_panel_or_throw(promo_source(kRevised));
  EXPECT_THAT(panel.target(0), ElementsAre(5, 6, 4, 5, 9));
  EXPECT_THAT(panel.channels()[0].values, ElementsAre(0, 0, 0, 0, 0.5, 0, 1));
  EXPECT_THAT(panel.channels()[0].versions.offsets, ElementsAre(0, 5));
}

TEST(DatedPlans, OfACutoffAreThoseOfDataCutByHandToWhatWasKnown) {
  const Panel revised = read_panel_or_throw(promo_source(kRevised));
  const Panel cut =
      read_panel_or_throw(promo_source("A,2024-03-01,5,0,\nA,2024-03-02,6,0,\nA,2024-03-03,4,0,\nA,2024-03-04,,0,\n"
                                       "A,2024-03-05,,0,\nA,2024-03-06,,0,\n"));
  EXPECT_THAT(promo(revised, "2024-03-03", "2024-03-01", "2024-03-06"),
              testing::ContainerEq(promo(cut, "2024-03-03", "2024-03-01", "2024-03-06", PlanSight::kNewest)));
}

TEST(DatedPlans, OfAnEarlierViewAreThoseOfItsOwnOrigin) {
  const Panel panel = read_panel_or_throw(promo_source(kRevised));
  const PanelView newest = PanelView(panel, panel.last_period()).with_newest_plans();
  const auto seventh = [&](const PanelView& view) {
    const Period period = panel.last_period() + 2;
    return view.series(0).channel(panel.channels()[0], period, period)[0];
  };
  EXPECT_EQ(seventh(newest), 1);
  EXPECT_TRUE(std::isnan(seventh(newest.earlier(1))));
}

TEST(DatedPlans, OfAWeekAreKnownUpToTheDayByWhichItIsDated) {
  std::string rows;
  for (int day = 7; day <= 28; day += 7) rows += fmt::format("A,2024-01-{:02},1,0,\n", day);
  const Panel panel = read_panel_or_throw(promo_source(
      rows + "A,2024-02-04,,1,2024-01-21\nA,2024-02-04,,2,2024-01-22\nA,2024-02-04,,3,2024-01-28 23:59\n"));
  EXPECT_EQ(panel.frequency().name(), "W-SUN");
  EXPECT_EQ(promo(panel, "2024-01-21", "2024-02-04", "2024-02-04")[0], 1);
  EXPECT_EQ(promo(panel, "2024-01-28", "2024-02-04", "2024-02-04")[0], 3);
}

TEST(DatedPlans, OfColumnsPlannedAtDifferentTimesDoNotEraseEachOther) {
  DataSource source;
  source.path = test_file("sales.csv",
                          "unique_id,ds,y,promo,price,asof\nA,1,5,0,9,\nA,2,6,0,9,\n"
                          "A,3,,1,,1\nA,3,,,8,2\n");
  source.known = {"promo", "price"};
  source.known_at = "asof";
  const Panel panel = read_panel_or_throw(source);
  const auto seen = [&](Period origin, std::size_t channel) {
    return SeriesView(panel, 0, origin).channel(panel.channels()[channel], 3, 3)[0];
  };
  EXPECT_EQ(seen(2, 0), 1);
  EXPECT_EQ(seen(2, 1), 8);
  EXPECT_TRUE(std::isnan(seen(1, 1)));
}

TEST(DatedPlans, MayLieInAFileOfTheirOwnWhichTellsNothingOfDemand) {
  DataSource source =
      promo_source("A,2024-03-02,5,,\nA,2024-03-04,6,,\nA,2024-03-05,2,,\nB,2024-03-02,1,,\nB,2024-03-03,1,,\n");
  source.future_path = test_file(
      "plans.csv",
      "unique_id,ds,promo,known_at\nA,2024-03-01,3,2024-02-01\nA,2024-03-03,1,2024-03-01\nA,2024-03-05,2,2024-03-01\n"
      "A,2024-03-06,1,2024-03-03\nB,2024-03-05,4,2024-03-01\n");
  source.fill = FillPolicy::kZero;
  const auto read = read_panel(source);
  ASSERT_TRUE(read.panel) << read.report.error_text();
  EXPECT_EQ(find_fault(read.report, "past_plan"), nullptr);
  EXPECT_EQ(read.panel->frequency().format(read.panel->first_period(0)), "2024-03-02");
  EXPECT_THAT(read.panel->target(0), ElementsAre(5, 0, 6, 2));
  EXPECT_THAT(read.panel->target(1), ElementsAre(1, 1));
  EXPECT_THAT(promo(*read.panel, "2024-03-02", "2024-03-01", "2024-03-06"),
              ElementsAre(3, IsNan(), 1, IsNan(), 2, IsNan()));
}

TEST(DatedPlans, ThatRepeatTheirDateOrDisagreeOnDemandAreFaults) {
  const auto read =
      read_panel(promo_source("A,2024-03-01,5,0,\nA,2024-03-02,6,0,2024-03-01\nA,2024-03-02,6,1,2024-03-01\n"
                              "A,2024-03-03,6,0,2024-03-01\nA,2024-03-03,7,1,2024-03-02\n"));
  EXPECT_FALSE(read.panel);
  const Fault* repeated = find_fault(read.report, "duplicate_key");
  ASSERT_TRUE(repeated);
  EXPECT_THAT(repeated->message, HasSubstr("the date and \"known_at\""));
  EXPECT_THAT(repeated->places, ElementsAre("series \"A\", 2024-03-02 (row 3)"));
  const Fault* differ = find_fault(read.report, "versions_differ");
  ASSERT_TRUE(differ);
  EXPECT_EQ(differ->column.empty(), false);
  EXPECT_THAT(differ->places, ElementsAre("series \"A\", 2024-03-03 (row 5)"));
}

TEST(DatedPlans, WithDatesThatCannotBeReadAreFaults) {
  const auto read = read_panel(promo_source("A,2024-03-01,5,0,soon\nA,2024-03-02,6,0,\nA,2024-03-03,6,0,NA\n"));
  const Fault* bad = find_fault(read.report, "bad_known_at");
  ASSERT_TRUE(bad);
  EXPECT_THAT(bad->places, ElementsAre("series \"A\", 2024-03-01 (row 1)"));
  const auto mixed = read_panel(promo_source("A,1,5,0,2024-03-01\nA,2,6,0,2024-03-01\n"));
  EXPECT_TRUE(find_fault(mixed.report, "bad_known_at"));
}

TEST(DatedPlans, AreDatedInTheOrderOfTheRowsWhereBothWouldFit) {
  const Panel panel = read_panel_or_throw(
      promo_source("A,30/03/2024,5,0,\nA,31/03/2024,6,0,\nA,01/04/2024,6,0,\nA,02/04/2024,,1,01/04/2024\n"));
  EXPECT_TRUE(std::isnan(promo(panel, "2024-03-31", "2024-04-02", "2024-04-02")[0]));
  EXPECT_EQ(promo(panel, "2024-04-01", "2024-04-02", "2024-04-02")[0], 1);
}

TEST(DatedPlans, NeedAKnownColumn) {
  DataSource source = promo_source(kRevised);
  source.known = {};
  EXPECT_THROW(read_panel(source), ConfigError);
  source.known = {"promo"};
  source.known_at = "nowhere";
  EXPECT_THROW(read_panel(source), DataError);
}

}  // namespace
}  // namespace demandcast
