// Plans from a file of future values.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/future_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"
#include "demandcast/data/data_file_test.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

DataSource sales_with_plan(const std::string& plan) {
  DataSource source;
  source.path = test_file(
      "sales.csv", "unique_id,ds,y,price\nA,2024-01-01,5,9\nA,2024-01-02,6,8\nB,2024-01-01,1,4\nB,2024-01-02,2,4\n");
  source.future_path = test_file("plan.csv", plan);
  source.known = {"price"};
  return source;
}

TEST(FutureRows, ContinueKnownColumnsAfterTheLastDemand) {
  const auto result =
      read_panel(sales_with_plan("price,unique_id,ds\n7.5,A,2024-01-03\n6,A,2024-01-04\n3,B,2024-01-04\n"));
  ASSERT_TRUE(result.panel) << result.report.error_text();
  EXPECT_EQ(result.report.rows, 4u);
  const Panel& panel = *result.panel;
  EXPECT_THAT(panel.target(0), ElementsAre(5, 6));
  EXPECT_EQ(panel.frequency().format(panel.last_period()), "2024-01-02");
  EXPECT_THAT(panel.channels()[0].offsets, ElementsAre(0, 4, 8));
  EXPECT_THAT(panel.channels()[0].values, ElementsAre(9, 8, 7.5, 6, 4, 4, testing::IsNan(), 3));
}

TEST(FutureRows, OfThePastOrOfUnknownSeriesAreLeftOutAndTold) {
  const auto result =
      read_panel(sales_with_plan("unique_id,ds,price\nA,2024-01-02,99\nC,2024-01-03,1\nA,2024-01-03,7\n"));
  ASSERT_TRUE(result.panel) << result.report.error_text();
  EXPECT_THAT(result.panel->ids(), ElementsAre("A", "B"));
  EXPECT_THAT(result.panel->channels()[0].values, ElementsAre(9, 8, 7, 4, 4));
  const Fault* past = find_fault(result.report, "past_plan");
  ASSERT_TRUE(past);
  EXPECT_THAT(past->places, ElementsAre("series \"A\", 2024-01-02 (row 1 of the future values)"));
  const Fault* unknown = find_fault(result.report, "unknown_series");
  ASSERT_TRUE(unknown);
  EXPECT_THAT(unknown->places.front(), HasSubstr("\"C\""));
}

TEST(FutureRows, OfASeriesThatEndedEarlierFollowItsOwnLastRowAndDoNotLengthenIt) {
  DataSource source = sales_with_plan("unique_id,ds,price\nB,2024-01-02,9\nB,2024-01-03,3\nB,2024-01-06,2\n");
  source.path = test_file("longer.csv",
                          "unique_id,ds,y,price\nA,2024-01-01,5,9\nA,2024-01-02,6,8\nA,2024-01-03,6,8\nA,2024-01-04,"
                          "6,8\nB,2024-01-01,1,4\nB,2024-01-02,2,4\n");
  for (const FillPolicy fill : {FillPolicy::kNone, FillPolicy::kZero}) {
    source.fill = fill;
    const auto result = read_panel(source);
    ASSERT_TRUE(result.panel) << result.report.error_text();
    EXPECT_THAT(result.panel->target(1), ElementsAre(1, 2));
    EXPECT_THAT(result.panel->channels()[0].values,
                ElementsAre(9, 8, 8, 8, 4, 4, 3, testing::IsNan(), testing::IsNan(), 2));
    ASSERT_TRUE(find_fault(result.report, "past_plan"));
    EXPECT_EQ(find_fault(result.report, "past_plan")->count, 1U);
  }
}

TEST(FutureRows, AreCheckedLikeTheData) {
  const auto result = read_panel(sales_with_plan("unique_id,ds,price\nA,2024-01-03,word\nA,2024-01-03,1\n"));
  EXPECT_FALSE(result.panel);
  EXPECT_TRUE(find_fault(result.report, "duplicate_key"));
  const Fault* word = find_fault(result.report, "not_a_number");
  ASSERT_TRUE(word);
  EXPECT_THAT(word->places, ElementsAre("series \"A\", 2024-01-03 (row 1 of the future values): \"word\""));
}

TEST(FutureRows, NeedAKnownColumn) {
  DataSource source = sales_with_plan("unique_id,ds,price\nA,2024-01-03,7\n");
  source.known = {"discount"};
  EXPECT_THROW(read_panel(source), DataError);
  source.known = {};
  EXPECT_THROW(read_panel(source), ConfigError);
}

}  // namespace
}  // namespace demandcast
