// Data of odd sizes and dates: done, or refused in one message; never a crash, and never a wait without end.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "apps/cli/cli_test.h"
#include "demandcast/data/frequency.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

class CliOddSizes : public Cli {
 protected:
  Outcome forecast(const std::string& data, std::vector<std::string> more = {}) {
    std::vector<std::string> asked = {"forecast",       data,     "-m", "seasonal_naive", "-H", "2", "-o",
                                      place("out.csv"), "--quiet"};
    asked.insert(asked.end(), more.begin(), more.end());
    return run(asked);
  }
  void expect_refused(const Outcome& outcome, const std::vector<std::string>& words) {
    EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
    for (const std::string& word : words) EXPECT_THAT(outcome.err, HasSubstr(word));
    EXPECT_LE(std::ranges::count(outcome.err, '\n'), 2) << outcome.err;
    EXPECT_FALSE(fs::exists(place("out.csv")));
  }
};

TEST_F(CliOddSizes, IdsOfTenThousandBytesAreKeptWhole) {
  const std::string id(10'000, 'x');
  std::string text = "unique_id,ds,y\n";
  for (int day = 10; day < 24; ++day) {
    for (const char* end : {"1", "2"}) text += fmt::format("{}{},2024-01-{},{}\n", id, end, day, day);
  }
  const Outcome outcome = forecast(file("long.csv", text));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const std::string written = read_file(place("out.csv"));
  EXPECT_THAT(written, HasSubstr(id + "1\",2024-01-24"));
  EXPECT_THAT(written, HasSubstr(id + "2\",2024-01-25"));
}

TEST_F(CliOddSizes, AMillionCategoriesAreRead) {
  std::string text = "unique_id,ds,y,kind\n", statics = "unique_id,kind\n";
  for (int day = 10; day < 24; ++day) text += fmt::format("A,2024-01-{},{},k\n", day, day);
  statics += "A,k\n";
  for (int i = 0; i < 1'000'000; ++i) statics += fmt::format("s{0},word {0}\n", i);
  const Outcome outcome = forecast(file("sales.csv", text), {"--statics", file("statics.csv", statics)});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
}

TEST_F(CliOddSizes, DatesOfTheFirstAndTheLastYearAreRead) {
  std::string first = "unique_id,ds,y\n", last = first;
  for (int day = 10; day < 24; ++day) first += fmt::format("A,0001-01-{},{}\n", day, day);
  for (int day = 10; day < 24; ++day) last += fmt::format("A,9999-12-{},{}\n", day, day);
  EXPECT_EQ(forecast(file("first.csv", first)).exit_code, 0);
  EXPECT_THAT(read_file(place("out.csv")), HasSubstr("\"A\",0001-01-24"));
  EXPECT_EQ(forecast(file("last.csv", last)).exit_code, 0);
  EXPECT_THAT(read_file(place("out.csv")), HasSubstr("\"A\",9999-12-24"));
  fs::remove(place("out.csv"));
  EXPECT_EQ(forecast(file("both.csv", first + last.substr(last.find('\n') + 1))).exit_code, 0);
}

TEST_F(CliOddSizes, AManifestOfAMillionLevelsIsRefused) {
  const std::string levels(1'000'000, '['), back(1'000'000, ']');
  const std::string data = file("sales.csv", "unique_id,ds,y\nA,2024-01-01,1\nA,2024-01-02,2\nA,2024-01-03,1\n");
  for (const char* format : {"store", "model"}) {
    fs::create_directories(folder_ / format);
    file(fmt::format("{}/manifest.json", format),
         fmt::format("{{\"format\":\"demandcast {}\",\"format_version\":1,\"x\":{}{}}}", format, levels, back));
  }
  expect_refused(forecast(place("store")), {"nests deeper"});
  expect_refused(run({"forecast", data, "-m", place("model"), "-H", "2"}), {"nests deeper"});
}

TEST_F(CliOddSizes, PeriodsFarApartAreRefusedWithTheSeries) {
  const std::string text = "unique_id,ds,y\nA,1,5\nA,2,6\nB,9000000000000000000,1\nB,9000000000000000001,1\n";
  expect_refused(forecast(file("far.csv", text), {"--freq", "1"}), {"10 million periods", "\"A\""});
}

TEST_F(CliOddSizes, WeeksOnTwoAnchorsAreRefusedWithAnExampleOfEach) {
  std::string weeks = "unique_id,ds,y\n";
  for (const char* id : {"sunday", "wednesday"}) {
    const Frequency frequency = Frequency::parse(id[0] == 's' ? "W-SUN" : "W-WED");
    for (Period week = 2800; week < 2820; ++week) weeks += fmt::format("{},{},1\n", id, frequency.format(week));
  }
  expect_refused(forecast(file("weeks.csv", weeks)), {"sunday", "wednesday"});
}

}  // namespace
}  // namespace demandcast
