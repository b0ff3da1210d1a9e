// --events and --holidays as a user meets them.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "apps/cli/cli_test.h"
#include "demandcast/core/atomic_file.h"
#include "demandcast/data/timestamp.h"

namespace demandcast {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Timestamp kDay = 86400;

class CliEvents : public Cli {
 protected:
  static std::string day(int number) { return format_timestamp(timestamp_of({2022, 1, 1}) + number * kDay); }
  /// Days of fairs, which keep no season.
  static std::vector<int> fairs() { return {40, 97, 171, 260, 322, 371, 450, 503, 585, 610, 688, 724}; }

  /// Six series of 720 days that sell four times as much at a fair; the fair of day 724 is to come.
  std::string daily_sales() const {
    std::string rows = "unique_id,ds,y,land\n";
    for (int series = 0; series < 6; ++series) {
      for (int t = 0; t < 720; ++t) {
        const bool fair = std::ranges::count(fairs(), t) > 0;
        const int y = (20 + 5 * series + (t * 7 + series * 3) % 5) * (fair ? 4 : 1);
        rows += fmt::format("P{},{},{},{}\n", series, day(t), y, series % 2 == 0 ? "DE" : "FR");
      }
    }
    return file("daily.csv", rows);
  }
  std::string fair_table() const {
    std::string rows = "event,first\n";
    for (const int t : fairs()) rows += "fair," + day(t) + "\n";
    return file("events.csv", rows);
  }
  static std::vector<double> means(std::vector<std::string> asked) {
    asked.insert(asked.end(), {"--json", "--quiet"});
    const auto json = nlohmann::json::parse(run(asked).out);
    return json["series"][0]["forecast"]["mean"].get<std::vector<double>>();
  }
};

TEST_F(CliEvents, LetAForestForecastAFairThatKeepsNoSeason) {
  const std::vector<std::string> asked{"explain",       daily_sales(), "-m", "sqrf",     "--set",
                                       "sqrf.trees=30", "-H",          "8",  "--series", "P2"};
  std::vector<std::string> with = asked;
  with.insert(with.end(), {"--events", fair_table()});
  const std::vector<double> known = means(with), unknown = means(asked);
  ASSERT_EQ(known.size(), 8U);
  EXPECT_GT(known[4], 1.4 * known[3]) << "the fair is five days ahead";
  EXPECT_LT(unknown[4], 1.3 * unknown[3]);
}

TEST_F(CliEvents, GiveTheSameForecastFromAStore) {
  const std::string sales = daily_sales(), events = fair_table();
  ASSERT_EQ(run({"pack", sales, "--static", "land", "-o", place("store"), "--quiet"}).exit_code, 0);
  const std::vector<std::string> asked{"-m",       "sqrf", "--set",      "sqrf.trees=30", "-H",     "8",
                                       "--events", events, "--holidays", "land",          "--quiet"};
  const auto forecast = [&](const char* name, std::vector<std::string> words) {
    words.insert(words.end(), asked.begin(), asked.end());
    words.insert(words.end(), {"-o", place(name)});
    const Outcome outcome = run(words);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return read_file(place(name));
  };
  const std::string of_file = forecast("file.csv", {"forecast", sales, "--static", "land"});
  EXPECT_NE(of_file.find("P5"), of_file.npos);
  EXPECT_EQ(forecast("store.csv", {"forecast", place("store")}), of_file);
}

TEST_F(CliEvents, StandAmongTheFeatures) {
  const Outcome outcome = run({"features", daily_sales(), "-H", "8", "--events", fair_table(), "--holidays", "FR"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  for (const char* name : {"on_fair.planned", "to_fair.planned", "to_holiday.planned"}) {
    EXPECT_THAT(outcome.out, HasSubstr(name));
  }
}

TEST_F(CliEvents, WarnWhereNoneIsAheadAndAreRefusedByPack) {
  const std::string old = file("old.csv", "event,first\nfair,2022-02-10\n");
  const Outcome check = run({"check", sales(), "--events", old});
  EXPECT_THAT(check.out, HasSubstr("events without a day after the newest demand"));
  EXPECT_THAT(check.out, HasSubstr("fair, 2022-02-10"));
  const Outcome pack = run({"pack", sales(), "--events", old, "-o", place("store")});
  EXPECT_EQ(pack.exit_code, 2);
  EXPECT_THAT(pack.err, HasSubstr("a store keeps no events"));
  const Outcome wrong = run({"check", sales(), "--holidays", "Germny"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("Germany"));
  const Outcome table = run({"check", sales(), "--events", file("bad.csv", "event,first\nfair,soon\n")});
  EXPECT_EQ(table.exit_code, 3);
  EXPECT_THAT(table.err, HasSubstr("row 1: \"soon\" is no day"));
}

TEST_F(CliEvents, AreWantedAgainByAModelThatLearntWithThem) {
  const std::string sales = daily_sales(), events = fair_table();
  ASSERT_EQ(
      run({"fit", sales, "-m", "sqrf", "--set", "sqrf.trees=30", "-H", "8", "--events", events, "-o", place("model")})
          .exit_code,
      0);
  const Outcome without = run({"forecast", sales, "-m", place("model")});
  EXPECT_NE(without.exit_code, 0);
  EXPECT_THAT(without.err, HasSubstr("on_fair"));
  EXPECT_EQ(run({"forecast", sales, "-m", place("model"), "--events", events, "--quiet"}).exit_code, 0);
}

}  // namespace
}  // namespace demandcast
