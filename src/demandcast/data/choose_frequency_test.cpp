// The frequency of files whose series do not agree.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/data/data_file_test.h"

namespace demandcast {
namespace {

using testing::ElementsAre;

ReadResult read(const std::string& rows, const std::string& frequency = {}) {
  DataSource source;
  source.path = test_file("sales.csv", "unique_id,ds,y\n" + rows);
  source.frequency = frequency;
  return read_panel(source);
}

TEST(ChooseFrequency, TakesTheFinerGridWhereSeriesOfOneMultipleAlternate) {
  const auto result = read(rows_of("A", {2024, 1, 1}, 14, 10) + rows_of("B", {2024, 1, 8}, 14, 10));
  ASSERT_TRUE(result.panel) << result.report.error_text();
  EXPECT_EQ(result.panel->frequency().name(), "W-MON");
}

TEST(ChooseFrequency, FindsTheFrequencyOfShortSeriesFromAllDatesTogether) {
  const auto result = read("A,2024-01-01,1\nB,2024-01-02,1\nC,2024-01-05,1\n");
  ASSERT_TRUE(result.panel) << result.report.error_text();
  EXPECT_EQ(result.panel->frequency().name(), "D");
}

TEST(ChooseFrequency, LaysAGivenMultipleThroughTheFirstDateThatFits) {
  const std::string rows = rows_of("A", {2024, 1, 8}, 14, 3);
  const auto result = read(rows, "2W-MON");
  ASSERT_TRUE(result.panel) << result.report.error_text();
  EXPECT_THAT(result.panel->target(0), ElementsAre(1, 1, 1));
  EXPECT_EQ(result.panel->frequency().format(result.panel->last_period() + 1), "2024-02-19");
  EXPECT_TRUE(find_fault(read(rows + "A,2024-01-15,1\n", "2W-MON").report, "off_grid"));
}

TEST(ChooseFrequency, SaysThatDatesHaveNone) {
  EXPECT_TRUE(find_fault(read("A,2024-01-01,1\nA,2024-01-09,1\n").report, "no_frequency"));
}

}  // namespace
}  // namespace demandcast
