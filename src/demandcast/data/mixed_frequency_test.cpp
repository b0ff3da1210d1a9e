// Files of several frequencies are refused with examples of each; series that are sold rarely are not.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "demandcast/data/data_file_test.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr Timestamp kDay = 86400;

std::string months_of(const std::string& id, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += fmt::format("{},{}-{:02}-01,1\n", id, 2023 + i / 12, i % 12 + 1);
  return text;
}

ReadResult read(const std::string& rows, const std::string& frequency = {}) {
  DataSource source;
  source.path = test_file("sales.csv", "unique_id,ds,y\n" + rows);
  source.frequency = frequency;
  return read_panel(source);
}

/// The text of a file's errors, which must be one fault of mixed frequencies.
std::string refusal(const std::string& rows) {
  const auto result = read(rows);
  EXPECT_FALSE(result.panel);
  EXPECT_TRUE(find_fault(result.report, "mixed_frequency"));
  const std::string text = result.report.error_text();
  EXPECT_THAT(text, HasSubstr("1 fault in "));
  return text;
}

TEST(MixedFrequency, DailyAndMonthlySeriesAreRefusedWithExamplesOfEach) {
  const std::string rows = rows_of("A", {2023, 1, 1}, 1, 90) + rows_of("B", {2023, 1, 1}, 1, 90) + months_of("C", 6);
  EXPECT_THAT(refusal(rows), AllOf(HasSubstr("D (2 series: \"A\", \"B\"), MS (1 series: \"C\")"),
                                   HasSubstr("split the file"), HasSubstr("--freq")));
  EXPECT_TRUE(read(rows, "D").panel) << "whoever gives the frequency knows";
}

TEST(MixedFrequency, IsRefusedWhicheverFrequencyMostSeriesHave) {
  const std::string months = months_of("A", 24) + months_of("B", 24);
  EXPECT_THAT(refusal(months + rows_of("C", {2023, 1, 2}, 7, 60)), HasSubstr("W-MON (1 series: \"C\")"));
  EXPECT_THAT(refusal(months + rows_of("C", {2023, 1, 1}, 1, 60)), HasSubstr("D (1 series: \"C\")"));
  const std::string weeks = rows_of("D", {2024, 1, 1}, 7, 40) + rows_of("E", {2024, 1, 1}, 7, 40);
  EXPECT_THAT(refusal(weeks + months_of("C", 12)), HasSubstr("MS (1 series: \"C\")"));
  EXPECT_THAT(refusal(weeks + rows_of("C", {2024, 1, 1}, 1, 8)), HasSubstr("D (1 series: \"C\")"));
  EXPECT_THAT(refusal(weeks + rows_of("C", {2024, 1, 7}, 7, 40)), HasSubstr("W-SUN (1 series: \"C\")"));
  EXPECT_THAT(refusal(rows_of("A", {2024, 1, 1}, 1, 200) + rows_of("C", {2024, 1, 1}, 7, 20)),
              HasSubstr("W-MON (1 series: \"C\")"));
}

TEST(MixedFrequency, FindsOneSeriesAmongThousands) {
  std::string rows;
  for (int i = 0; i < 3000; ++i) rows += rows_of(fmt::format("P{:04}", i), {2023, 1, 1}, 1, 10);
  EXPECT_THAT(refusal(rows + months_of("P1234x", 6)),
              HasSubstr("D (3000 series: \"P0000\", \"P0001\", \"P0002\", ...), MS (1 series: \"P1234x\")"));
}

TEST(MixedFrequency, SeriesThatAreSoldRarelyOnTheGridOfTheOthersAreRead) {
  std::mt19937 random(7);
  std::string rows = rows_of("dense", {2023, 1, 1}, 1, 365);
  for (int i = 0; i < 500; ++i) {
    for (int day = 0; day < 365; ++day) {
      const Timestamp date = timestamp_of({2023, 1, 1}) + day * kDay;
      if (random() % 40 == 0) rows += fmt::format("rare{:03},{},1\n", i, format_timestamp(date));
    }
  }
  const auto result = read(rows);
  ASSERT_TRUE(result.panel) << result.report.error_text();
  EXPECT_EQ(result.panel->frequency().name(), "D");
}

TEST(MixedFrequency, TellsSeriesThatAreDatedEverySecondStepAsAWarning) {
  const auto result =
      read(rows_of("A", {2024, 1, 1}, 7, 10) + rows_of("B", {2024, 1, 1}, 7, 10) + rows_of("C", {2024, 1, 8}, 14, 8));
  ASSERT_TRUE(result.panel) << result.report.error_text();
  EXPECT_EQ(result.panel->frequency().name(), "W-MON");
  const Fault* mixed = find_fault(result.report, "mixed_frequency");
  ASSERT_TRUE(mixed);
  EXPECT_EQ(mixed->severity, FaultSeverity::kWarning);
  EXPECT_THAT(mixed->places, ElementsAre("series \"C\" (2W-MON)"));
  EXPECT_THAT(mixed->message, HasSubstr("W-MON"));
}

TEST(MixedFrequency, OneWrongDateIsAWrongDate) {
  const auto result = read(rows_of("A", {2024, 1, 1}, 7, 10) + rows_of("B", {2024, 1, 1}, 7, 10) + "B,2024-03-12,1\n" +
                           rows_of("C", {2024, 1, 1}, 7, 10));
  const Fault* off_grid = find_fault(result.report, "off_grid");
  ASSERT_TRUE(off_grid);
  EXPECT_THAT(off_grid->message, HasSubstr("W-MON"));
  EXPECT_THAT(off_grid->places, ElementsAre("series \"B\", 2024-03-12 (row 21)"));
  EXPECT_FALSE(find_fault(result.report, "mixed_frequency"));
}

}  // namespace
}  // namespace demandcast
