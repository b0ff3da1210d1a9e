// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel_warnings.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/data/data_file_test.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

DataSource source_of(const std::string& text) {
  DataSource source;
  source.path = test_file("sales.csv", text);
  return source;
}

ReadReport report_of(const DataSource& source) {
  const auto result = read_panel(source);
  EXPECT_TRUE(result.panel) << result.report.error_text();
  EXPECT_FALSE(result.report.has_errors());
  return result.report;
}

TEST(PanelWarnings, NameColumnsInNoRole) {
  const auto report = report_of(source_of("unique_id,note,ds,y,price\nA,x,1,5,2\nA,x,2,6,2\n"));
  EXPECT_THAT(report.unused_columns, ElementsAre("note", "price"));
  const Fault* unused = find_fault(report, "unused_columns");
  ASSERT_TRUE(unused);
  EXPECT_THAT(unused->places, ElementsAre("note", "price"));
}

TEST(PanelWarnings, ProposeZeroForGapsWhereZerosAreNotWrittenDown) {
  DataSource source = source_of("unique_id,ds,y\nA,1,5\nA,4,6\nB,1,2\nB,2,2\nB,3,1\n");
  const auto report = report_of(source);
  const Fault* gaps = find_fault(report, "gaps");
  ASSERT_TRUE(gaps);
  EXPECT_EQ(gaps->count, 2u);
  EXPECT_THAT(gaps->places, ElementsAre("series \"A\" (2)"));
  EXPECT_THAT(gaps->remedy, HasSubstr("--fill zero"));
  source.fill = FillPolicy::kZero;
  EXPECT_FALSE(find_fault(report_of(source), "gaps"));
}

TEST(PanelWarnings, LeaveGapsMissingWhereZerosAreWrittenDown) {
  const auto report = report_of(source_of("unique_id,ds,y\nA,1,5\nA,4,0\n"));
  EXPECT_THAT(find_fault(report, "gaps")->remedy, HasSubstr("50 %"));
}

TEST(PanelWarnings, NameSeriesThatEndedOrNeverHadDemand) {
  std::string text = "unique_id,ds,y\nold,2024-01-01,3\nold,2024-01-02,4\nnever,2024-01-01,\n";
  for (int day = 1; day <= 10; ++day) text += fmt::format("new,2024-01-{:02},{}\n", day, day);
  const auto report = report_of(source_of(text));
  EXPECT_THAT(find_fault(report, "ended_series")->places, ElementsAre("series \"old\", 2024-01-02"));
  EXPECT_THAT(find_fault(report, "all_missing")->places, ElementsAre("series \"never\""));
}

TEST(PanelWarnings, NameColumnsThatTellNothingAndKnownOnesWithoutPlan) {
  DataSource source = source_of(
      "unique_id,ds,y,same,none,planned,open,chain,shop\n"
      "A,1,5,2,,1,3,x,n\nA,2,6,2,,2,4,x,n\nA,3,,2,,3,,x,n\nB,1,5,2,,1,3,x,s\n");
  source.known = {"planned", "open"};
  source.past = {"same", "none"};
  source.statics = {"chain", "shop"};
  std::vector<std::string> found;
  for (const Fault& fault : report_of(source).faults) found.push_back(fault.kind + " " + fault.column);
  EXPECT_THAT(found, ElementsAre("constant_column chain", "constant_column same", "empty_column none", "no_plan open"));
}

}  // namespace
}  // namespace demandcast
