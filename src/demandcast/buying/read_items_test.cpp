// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/read_items.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "demandcast/buying/on_order.h"
#include "demandcast/core/error.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ReadItems : public testing::Test {
 protected:
  std::string file(const std::string& content) {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() / (std::string("items_") + test->name() + ".csv");
    std::ofstream(path_) << content;
    return path_.string();
  }
  void TearDown() override { std::filesystem::remove(path_); }

  ItemCatalogue read(const std::string& content, std::map<std::string, std::string> defaults = {}) {
    return read_items({content.empty() ? "" : file(content), "unique_id", std::move(defaults)},
                      {ids_, Frequency::parse("W-SUN"), std::vector<Period>(ids_.size(), 2800)});
  }
  std::string fault(const std::string& content, std::map<std::string, std::string> defaults = {}) {
    try {
      read(content, std::move(defaults));
    } catch (const Error& error) {
      return error.what();
    }
    return "no fault";
  }

  std::filesystem::path path_;
  std::vector<std::string> ids_{"A", "B"};
};

TEST_F(ReadItems, TakesValuesFromRowsAndFromDefaults) {
  const ItemCatalogue catalogue = read(
      "unique_id,price,cost,holding_cost,lead_time,on_hand,on_order,pack_size,colour\n"
      "B,5,3,0.1,0 0.5 0.5,-2,1:4;3:6,6,red\n"
      "A,4,2,,2,7,,,blue\n"
      "C,1,9,0.1,1,0,,,\n",
      {{"holding_cost", "0.2"}, {"review_period", "2"}});
  ASSERT_EQ(catalogue.items.size(), 2U);
  const ItemEconomics &a = catalogue.items[0], &b = catalogue.items[1];
  EXPECT_EQ(a.price, 4);
  EXPECT_EQ(a.holding_cost, 0.2);
  EXPECT_EQ(a.lead_time.longest(), 2);
  EXPECT_EQ(a.pack_size, 0);
  EXPECT_EQ(b.holding_cost, 0.1);
  EXPECT_EQ(b.review_period, 2);
  EXPECT_THAT(b.lead_time.weights(), ElementsAre(0, 0.5, 0.5));
  EXPECT_EQ(catalogue.now[0].on_hand, 7);
  EXPECT_EQ(catalogue.now[1].on_hand, 0);
  EXPECT_EQ(catalogue.now[1].backlog, 0);  // what is not met is lost
  EXPECT_THAT(catalogue.now[1].arrivals, ElementsAre(4, 0, 6));
  EXPECT_THAT(catalogue.unused_columns, ElementsAre("colour"));
  EXPECT_TRUE(catalogue.states_stock);
}

TEST_F(ReadItems, TurnsCostsAYearIntoCostsAPeriod) {
  const ItemCatalogue catalogue =
      read("unique_id,price,cost,holding_cost,cost_period,currency\nA,4,2,0.52,year,EUR\nB,5,3,1.04,year,EUR\n");
  EXPECT_NEAR(catalogue.items[0].holding_cost, 0.52 * 7 / 365.2425, 1e-12);
  EXPECT_EQ(catalogue.currency, "EUR");
}

TEST_F(ReadItems, TakesStockBelowZeroForThoseWhoWait) {
  const ItemCatalogue catalogue = read("unique_id,backlog_cost,holding_cost,on_hand\nA,1,0.1,-3\nB,1,0.1,4\n");
  EXPECT_EQ(catalogue.now[0].backlog, 3);
  EXPECT_EQ(catalogue.now[0].on_hand, 0);
  EXPECT_EQ(catalogue.now[1].position(), 4);
}

TEST_F(ReadItems, NeedsNoTableWhereDefaultsSayAll) {
  const ItemCatalogue catalogue = read("", {{"holding_cost", "0.2"}, {"lost_sale_cost", "1"}, {"lead_time", "2"}});
  EXPECT_EQ(catalogue.items[1].shortage_cost(), 1);
  EXPECT_EQ(catalogue.items[1].lead_time.longest(), 2);
  EXPECT_FALSE(catalogue.states_stock);
}

TEST_F(ReadItems, SaysWhatIsWrongAndWhere) {
  const std::string head = "unique_id,price,cost,holding_cost\n";
  EXPECT_THAT(fault(head + "A,4,2,0.1\n"),
              AllOf(HasSubstr("1 of 2 series have no row: \"B\""), HasSubstr("--default")));
  EXPECT_THAT(fault(head + "A,4,5,0.1\nB,4,5,0.1\n"),
              HasSubstr("cost 5 is above price 4: every sale loses money: \"A\", \"B\""));
  EXPECT_THAT(fault(head + "A,4,2,0.1\nA,4,2,0.1\nB,4,2,0.1\n"), HasSubstr("ids that come twice: \"A\""));
  EXPECT_THAT(fault(head + "A,4,2,0.1\nB,4,two,0.1\n"), HasSubstr("cost is no number: \"B\""));
  EXPECT_THAT(fault("id,price\nA,4\n"), HasSubstr("unique_id"));
  EXPECT_THAT(fault("unique_id,price,holding_cost\nA,4,1\nB,4,1\n"), HasSubstr("price is given without cost"));
  EXPECT_THAT(fault("", {{"lead_tiem", "2"}}), HasSubstr("did you mean \"lead_time\""));
}

TEST_F(ReadItems, FillsSeriesWithoutARowFromDefaultsThatSuffice) {
  const ItemCatalogue catalogue =
      read("unique_id,price,cost,holding_cost\nA,4,2,0.1\n", {{"lost_sale_cost", "1"}, {"holding_cost", "0.3"}});
  EXPECT_EQ(catalogue.items[1].holding_cost, 0.3);
  EXPECT_EQ(catalogue.items[1].shortage_cost(), 1);
}

TEST_F(ReadItems, RefusesMixedCurrenciesPeriodsAndLeadTimesThatAreNone) {
  const std::string head = "unique_id,price,cost,holding_cost,currency,cost_period,lead_time\n";
  EXPECT_THAT(fault(head + "A,4,2,1,EUR,year,1\nB,4,2,1,USD,year,1\n"), HasSubstr("several currencies: EUR, USD"));
  EXPECT_THAT(fault(head + "A,4,2,1,EUR,year,1\nB,4,2,1,EUR,week,1\n"), HasSubstr("several values of cost_period"));
  EXPECT_THAT(fault(head + "A,4,2,1,EUR,fortnight,1\nB,4,2,1,EUR,fortnight,1\n"),
              HasSubstr("cost_period \"fortnight\""));
  EXPECT_THAT(fault(head + "A,4,2,1,EUR,week,1.5\nB,4,2,1,EUR,week,2\n"), HasSubstr("lead_time is neither"));
  EXPECT_THAT(fault(head + "A,4,2,1,EUR,week,0 0\nB,4,2,1,EUR,week,2\n"), HasSubstr("all zero"));
}

TEST(OnOrder, IsReadByDatesAndByPeriods) {
  const Frequency weeks = Frequency::parse("W-SUN");
  const Period origin = *weeks.period_at(*parse_timestamp("2024-05-05"));
  EXPECT_THAT(parse_on_order("", weeks, origin), IsEmpty());
  EXPECT_THAT(parse_on_order("2024-05-06:40; 2024-05-19:12", weeks, origin), ElementsAre(40, 12));
  EXPECT_THAT(parse_on_order("2024-05-01:3;2024-05-12:4", weeks, origin), ElementsAre(7));
  EXPECT_THAT(parse_on_order("2:5", Frequency::parse("1"), 7), ElementsAre(0, 5));
  for (const char* wrong : {"40", "soon:3", "0:3", "2024-05-06:-1", "2024-05-06", "9999-01-01:3"}) {
    EXPECT_THROW(parse_on_order(wrong, weeks, origin), DataError) << wrong;
  }
}

}  // namespace
}  // namespace demandcast
