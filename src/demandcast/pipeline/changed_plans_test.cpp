// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/changed_plans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/forecast/model_directory.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr Period kOrigin = 9;
constexpr int kSteps = 4;

/// Three series of ten periods. Prices 8 to 10 in the past, 10 in the three periods after it; a promotion that all
/// share.
Panel catalogue() {
  std::vector<SeriesInput> series;
  Channel price{"price", ChannelRole::kKnownFuture, {0}, {}, {}, {}};
  Channel promo{"promo", ChannelRole::kKnownFuture, {0, 14}, {0}, std::vector<float>(14, 0), {0, 0, 0}};
  Channel visits{"visits", ChannelRole::kPastOnly, {0, 10}, {0}, std::vector<float>(10, 1), {0, 0, 0}};
  for (const char* id : {"A", "B", "C"}) {
    series.push_back({id, 0, std::vector<float>(10, 5), std::vector<CellState>(10, CellState::kObserved)});
    price.first_period.push_back(0);
    for (int t = 0; t < 13; ++t) price.values.push_back(t % 5 == 2 && t < 10 ? 8 : 10);
    price.offsets.push_back(std::ssize(price.values));
  }
  StaticColumn category{"category", StaticKind::kCategory, 1, {}, {0, 0, 1}, {"juice", "tea"}};
  StaticColumn dept{"dept", StaticKind::kNumber, 1, {7, 8, 7}, {}, {}};
  return {Frequency::parse("1"), std::move(series), {price, promo, visits}, {category, dept}};
}

class ChangePlans : public testing::Test {
 protected:
  ChangedPlans change(const Scenario& scenario) {
    return change_plans(PanelView(panel_, kOrigin).with_newest_plans(), panel_, kSteps, scenario, {}, "price");
  }
  ChangedPlans change(const std::string& text, const std::string& column = "price") {
    return change(Scenario{{parse_plan_change(text, column)}, ""});
  }
  std::string refused(const std::string& text, const std::string& column = "price") {
    try {
      change(text, column);
    } catch (const ConfigError& error) {
      return error.what();
    }
    return "nothing was refused";
  }
  std::string table(const std::string& text) {
    const std::string path = testing::TempDir() + "/demandcast_changed_plans_" +
                             testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv";
    write_file(path, text);
    return path;
  }
  static std::vector<double> plans(const Panel& panel, std::size_t series, const std::string& column = "price") {
    const PanelView view = PanelView(panel, kOrigin).with_newest_plans();
    const auto found = std::ranges::find(view.channels(), column, &Channel::name);
    return view.series(series).channel(*found, kOrigin + 1, kOrigin + 3);
  }

  Panel panel_ = catalogue();
};

TEST_F(ChangePlans, ChangesTheSeriesAndPeriodsThatMeetTheConditions) {
  const ChangedPlans made = change("category=juice,dept=7:*0.9@11..11");
  EXPECT_THAT(plans(made.panel, 0), ElementsAre(10, 9, 10));
  EXPECT_THAT(plans(made.panel, 1), ElementsAre(10, 10, 10));
  EXPECT_THAT(plans(made.panel, 2), ElementsAre(10, 10, 10));
  ASSERT_EQ(made.columns.size(), 1U);
  EXPECT_EQ(made.columns[0].series, 1U);
  EXPECT_EQ(made.columns[0].cells, 1U);
  EXPECT_EQ(made.columns[0].beyond, 0U);
}

TEST_F(ChangePlans, MakesOneChangeAfterAnother) {
  const Scenario scenario{{parse_plan_change("unique_id=A|B:-1", "price"), parse_plan_change("ds>11:/2", "price"),
                           parse_plan_change("price>9,category=juice:=1", "promo")},
                          ""};
  const ChangedPlans made = change(scenario);
  EXPECT_THAT(plans(made.panel, 0), ElementsAre(9, 9, 4.5));
  EXPECT_THAT(plans(made.panel, 2), ElementsAre(10, 10, 5));
  EXPECT_THAT(plans(made.panel, 0, "promo"), ElementsAre(1, 1, 1));
  EXPECT_THAT(plans(made.panel, 2, "promo"), ElementsAre(0, 0, 0));
}

TEST_F(ChangePlans, GivesRowsOfTheirOwnToSeriesThatSharedThem) {
  const ChangedPlans made = change("category=tea:=1@10..10", "promo");
  EXPECT_THAT(plans(made.panel, 0, "promo"), ElementsAre(0, 0, 0));
  EXPECT_THAT(plans(made.panel, 2, "promo"), ElementsAre(1, 0, 0));
}

TEST_F(ChangePlans, LeavesThePastAsItWas) {
  const ChangedPlans made = change("*0.5");
  const PanelView before = PanelView(panel_, kOrigin), after = PanelView(made.panel, kOrigin);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(before.series(i).channel(panel_.channels()[0], 0, kOrigin),
              after.series(i).channel(made.panel.channels()[0], 0, kOrigin));
    EXPECT_THAT(after.series(i).target(), testing::ElementsAreArray(before.series(i).target()));
  }
}

TEST_F(ChangePlans, OfNothingIsTheSameData) {
  EXPECT_EQ(data_fingerprint(PanelView(change("*1").panel, kOrigin)), data_fingerprint(PanelView(panel_, kOrigin)));
}

TEST_F(ChangePlans, TellsPlansBeyondWhatWasSeenAndCellsWithoutAPlan) {
  const ChangedPlans made = change("*0.7");
  EXPECT_EQ(made.columns[0].beyond, 3U);
  EXPECT_THAT(made.columns[0].beyond_example, HasSubstr("A: 7, seen 8 to 10"));
  EXPECT_EQ(made.columns[0].without_plan, 3U);  // the fourth step of each
  EXPECT_EQ(change("*1").columns[0].cells, 0U);
  EXPECT_EQ(change("=9").columns[0].without_plan, 0U);
  EXPECT_EQ(change("=9").columns[0].cells, 12U);
}

TEST_F(ChangePlans, ReplacesPlansByThoseOfATable) {
  const ChangedPlans made = change(Scenario{{}, table("unique_id,ds,price,promo\nA,10,9,1\nC,12,8.5,\nC,99,1,1\n")});
  EXPECT_THAT(plans(made.panel, 0), ElementsAre(9, 10, 10));
  EXPECT_THAT(plans(made.panel, 2), ElementsAre(10, 10, 8.5));
  EXPECT_THAT(plans(made.panel, 0, "promo"), ElementsAre(1, 0, 0));
  EXPECT_THAT(plans(made.panel, 2, "promo"), ElementsAre(0, 0, 0));
}

TEST_F(ChangePlans, RefusesATableOfStrangersAndOfThePast) {
  const auto said = [&](const std::string& text) {
    try {
      change(Scenario{{}, table(text)});
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("nothing was refused");
  };
  EXPECT_THAT(said("unique_id,ds,price\nA,10,9\nD,10,9\n"), HasSubstr("row 2: the data have no series \"D\""));
  EXPECT_THAT(said("unique_id,ds,price\nA,9,9\n"), HasSubstr("row 1: 9 lies in the past of \"A\""));
  EXPECT_THAT(said("unique_id,ds,cost\nA,10,9\n"), HasSubstr("unknown planned column \"cost\""));
  EXPECT_THAT(said("unique_id,ds,price\nA,10,-1\n"), HasSubstr("the price of \"A\" would be -1 in 10"));
  EXPECT_THAT(said("unique_id,ds\nA,10\n"), HasSubstr("has no planned column"));
  EXPECT_THAT(said("id,ds,price\nA,10,9\n"), HasSubstr("has no column \"unique_id\""));
}

TEST_F(ChangePlans, RefusesWhatCannotBeChanged) {
  EXPECT_THAT(refused("*0.9@9..12"),
              HasSubstr("scenario \"*0.9@9..12\": it touches the past: the newest demand of \"A\""));
  EXPECT_THAT(refused("*0.9", "prise"),
              AllOf(HasSubstr("unknown planned column \"prise\"; did you mean \"price\"?"), HasSubstr("--known")));
  EXPECT_THAT(refused("*0.9", "visits"), HasSubstr("\"visits\" is known only afterwards"));
  EXPECT_THAT(refused("catgory=juice:*0.9"), HasSubstr("unknown column \"catgory\"; did you mean \"category\"?"));
  EXPECT_THAT(refused("category=wine:*0.9"), HasSubstr("no series meets its conditions"));
  EXPECT_THAT(refused("*0.9@50.."), HasSubstr("no period of the 4 after the origin"));
  EXPECT_THAT(refused("-10"), HasSubstr("the price of \"A\" would be 0 in 10; a price stays above zero"));
  EXPECT_EQ(refused("-10", "promo"), "nothing was refused");
}

}  // namespace
}  // namespace demandcast
