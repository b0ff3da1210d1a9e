// Panels read from files: order, states, channels, and every fault in one pass.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/read_panel.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

DataSource source_of(const std::string& text) {
  const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
  DataSource source;
  source.path = (std::filesystem::path(testing::TempDir()) / ("demandcast_read_panel_" + name + ".csv")).string();
  write_file(source.path, text);
  return source;
}

std::vector<std::string> kinds(const ReadReport& report) {
  std::vector<std::string> names;
  for (const Fault& fault : report.faults) names.push_back(fault.kind);
  return names;
}

TEST(ReadPanel, PutsRowsOfAnyOrderIntoSeriesOrderedById) {
  const auto result =
      read_panel(source_of("unique_id,ds,y\n"
                           "2,2024-01-03,6\n10,2024-01-02,4\n2,2024-01-01,5\n10,2024-01-01,3\n"));
  ASSERT_TRUE(result.panel) << result.report.error_text();
  const Panel& panel = *result.panel;
  EXPECT_EQ(panel.ids(), (std::vector<std::string>{"10", "2"}));
  EXPECT_EQ(panel.frequency().name(), "D");
  EXPECT_TRUE(result.report.frequency_found);
  EXPECT_EQ(result.report.rows, 4u);
  EXPECT_EQ(panel.target(0)[1], 4);
  EXPECT_EQ(panel.target(1)[2], 6);
  EXPECT_EQ(panel.states(1)[1], CellState::kMissing);
}

TEST(ReadPanel, CensorsCellsNotOnSaleAllPeriod) {
  DataSource source =
      source_of("unique_id,ds,y,a\nA,2024-01-01,5,1\nA,2024-01-02,1,0.5\nA,2024-01-03,,0\nA,2024-01-04,2,\n");
  source.availability = "a";
  const Panel panel = read_panel_or_throw(source);
  EXPECT_THAT(panel.states(0), testing::ElementsAre(CellState::kObserved, CellState::kCensored, CellState::kMissing,
                                                    CellState::kObserved));
}

TEST(ReadPanel, KeepsPlansAfterTheLastDemandAndConstantsOfSeries) {
  DataSource source = source_of(
      "unique_id,ds,y,price,views,shop,size\n"
      "A,1,5,9,1,north,2\nA,2,6,8,2,,2\nA,3,,7,,north,2\nB,1,1,4,5,south,3\nB,3,,3,,south,3\n");
  source.known = {"price"};
  source.past = {"views"};
  source.statics = {"shop", "size"};
  const Panel panel = read_panel_or_throw(source);
  EXPECT_EQ(panel.target(0).size(), 2u);
  EXPECT_EQ(panel.last_period(), 2);
  EXPECT_EQ(panel.channels()[0].role, ChannelRole::kKnownFuture);
  EXPECT_EQ(panel.channels()[0].offsets, (std::vector<std::int64_t>{0, 3, 6}));
  EXPECT_EQ(panel.channels()[0].values[2], 7);
  EXPECT_TRUE(std::isnan(panel.channels()[0].values[4]));
  EXPECT_EQ(panel.channels()[1].role, ChannelRole::kPastOnly);
  EXPECT_EQ(panel.find_static("shop")->categories[panel.find_static("shop")->codes[1]], "south");
  EXPECT_EQ(panel.find_static("size")->numbers, (std::vector<float>{2, 3}));
}

TEST(ReadPanel, ReportsEveryFaultInOnePass) {
  DataSource source = source_of(
      "unique_id,ds,y,a,p,s\n"
      "A,2024-01-01,-1,1,1,x\nA,2024-01-01,2,2,1,x\n,2024-01-08,inf,1,1,x\nA,never,3,1,word,x\nA,2024-01-09,3,1,1,z\n");
  source.availability = "a";
  source.known = {"p"};
  source.statics = {"s"};
  source.frequency = "W-MON";
  const auto result = read_panel(source);
  EXPECT_FALSE(result.panel);
  EXPECT_THAT(kinds(result.report),
              testing::ElementsAre("bad_availability", "bad_date", "bad_key", "duplicate_key", "infinite",
                                   "negative_target", "not_a_number", "off_grid", "static_changes"));
  const std::string text = result.report.error_text();
  EXPECT_THAT(text, HasSubstr("9 faults in " + source.path));
  EXPECT_THAT(text, HasSubstr("series \"A\", 2024-01-01 (row 2)"));
  EXPECT_THAT(text, HasSubstr("policy for negatives"));
  EXPECT_THROW(read_panel_or_throw(source), DataError);
}

TEST(ReadPanel, TreatsNegativeDemandAndGapsByPolicy) {
  DataSource source = source_of("unique_id,ds,y\nA,1,-2\nA,3,4\n");
  source.negative = NegativePolicy::kZero;
  source.fill = FillPolicy::kZero;
  const auto result = read_panel(source);
  ASSERT_TRUE(result.panel);
  EXPECT_THAT(result.panel->target(0), testing::ElementsAre(0, 0, 4));
  EXPECT_THAT(kinds(result.report), testing::ElementsAre("negative_target"));
  EXPECT_FALSE(result.report.has_errors());
  source.negative = NegativePolicy::kMissing;
  EXPECT_EQ(read_panel(source).panel->states(0)[0], CellState::kMissing);
  source.negative = NegativePolicy::kKeep;
  EXPECT_EQ(read_panel(source).panel->target(0)[0], -2);
}

TEST(ReadPanel, TellsDaysWrittenAsIntegersFromCounts) {
  const std::string text = "unique_id,ds,y\nA,20240131,1\nA,20240201,2\n";
  EXPECT_EQ(read_panel_or_throw(source_of(text)).frequency().name(), "D");
  DataSource counts = source_of("unique_id,ds,y\nA,7,1\nA,8,2\n");
  EXPECT_EQ(read_panel_or_throw(counts).frequency().unit(), FrequencyUnit::kInteger);
  counts.frequency = "D";
  EXPECT_THAT(kinds(read_panel(counts).report), testing::ElementsAre("bad_frequency"));
}

TEST(ReadPanel, RefusesAColumnInTwoRolesAndAnUnknownColumn) {
  DataSource source = source_of("unique_id,ds,y\nA,1,1\n");
  source.known = {"y"};
  EXPECT_THROW(read_panel(source), ConfigError);
  source.known = {"price"};
  EXPECT_THROW(read_panel(source), DataError);
}

}  // namespace
}  // namespace demandcast
