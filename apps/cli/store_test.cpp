// Packing, and work on what was packed, by the command.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

class CliStore : public Cli {
 protected:
  /// The forecasts of seasonal_naive, as CSV.
  std::string forecasts(std::vector<std::string> words) const {
    const std::string out = place("forecast.csv");
    fs::remove(out);
    words.insert(words.begin(), "forecast");
    words.insert(words.end(), {"-m", "seasonal_naive", "-o", out});
    const Outcome outcome = run(words);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return fs::exists(out) ? read_file(out) : "";
  }
};

TEST_F(CliStore, PacksDataThatEveryVerbThenTakesInTheirPlace) {
  const std::string data = sales(), store = place("store");
  const Outcome packed = run({"pack", data, "-o", store, "--json"});
  EXPECT_EQ(packed.exit_code, 0) << packed.err;
  EXPECT_EQ(nlohmann::json::parse(packed.out).at("rows"), 14);
  EXPECT_EQ(forecasts({store, "-H", "3"}), forecasts({data, "-H", "3"}));
  EXPECT_EQ(run({"backtest", store, "-m", "croston", "-H", "3", "-o", place("backtest")}).exit_code, 0);
  EXPECT_EQ(run({"fit", store, "-m", "croston", "-H", "3", "-o", place("model")}).exit_code, 0);
  EXPECT_EQ(run({"forecast", store, "-m", place("model")}).exit_code, 0);
  EXPECT_THAT(run({"check", store}).out, HasSubstr("series"));
}

TEST_F(CliStore, TellsSinceWhenPlansWereKnownForAFileAndForItsStore) {
  std::string rows = "unique_id,ds,y,price,known_at\n";
  for (int day = 1; day <= 21; ++day) {
    rows += fmt::format("A,2024-01-{0:02},{1},2,\nA,2024-01-{0:02},,3,2024-01-{0:02}\n", day, day % 7);
  }
  const std::string data = file("plans.csv", rows);
  const std::vector<std::string> roles{"--known", "price", "--known-at", "known_at"};
  const auto with_roles = [&](std::vector<std::string> words) {
    words.insert(words.end(), roles.begin(), roles.end());
    return run(words);
  };
  ASSERT_EQ(with_roles({"pack", data, "-o", place("store")}).exit_code, 0);
  const char* told = "Plans (price) are seen at each cutoff as they were known then, by \"known_at\".";
  EXPECT_THAT(with_roles({"check", data}).out, HasSubstr(told));
  EXPECT_THAT(run({"check", place("store")}).out, HasSubstr(told));
  EXPECT_THAT(run({"backtest", place("store"), "-m", "theta", "-H", "2", "-o", place("b")}).err, HasSubstr(told));
  EXPECT_THAT(read_file(place("b/report.html")), HasSubstr("as they were known then"));
  const Outcome without = run({"backtest", sales(), "--known", "y2", "-m", "theta", "-H", "2"});
  EXPECT_EQ(without.exit_code, 3) << without.err;
  EXPECT_EQ(run({"check", place("store"), "--known-at", "ds2"}).exit_code, 2);
  EXPECT_EQ(run({"check", sales(), "--known-at", "ds"}).exit_code, 2);
}

TEST_F(CliStore, ForecastsASeriesThatEndedEarlierFromItsOwnEndAlthoughPlansGoOn) {
  std::string rows = "unique_id,ds,y,price\n", plans = "unique_id,ds,price\n";
  for (int day = 1; day <= 20; ++day) {
    rows += fmt::format("A,2024-01-{:02},3,2\n", day);
    if (day <= 15) rows += fmt::format("B,2024-01-{:02},3,2\n", day);
  }
  for (int day = 16; day <= 24; ++day) plans += fmt::format("B,2024-01-{:02},2\n", day);
  const std::string data = file("data.csv", rows), future = file("future.csv", plans);
  const std::vector<std::string> ends{"-H", "2", "--cutoff", "per-series"};
  const auto of = [&](std::vector<std::string> words) {
    words.insert(words.end(), ends.begin(), ends.end());
    return forecasts(std::move(words));
  };
  const std::string of_file = of({data, "--known", "price", "--future", future});
  EXPECT_THAT(of_file, HasSubstr("\"A\",2024-01-21"));
  EXPECT_THAT(of_file, HasSubstr("\"B\",2024-01-16"));
  EXPECT_THAT(of_file, testing::Not(HasSubstr("\"B\",2024-01-18")));
  ASSERT_EQ(run({"pack", data, "--known", "price", "--future", future, "-o", place("store")}).exit_code, 0);
  EXPECT_EQ(of({place("store")}), of_file);
}

TEST_F(CliStore, RefusesFlagsThatSayOtherwiseThanTheStore) {
  run({"pack", sales(), "-o", place("store")});
  const Outcome other = run({"check", place("store"), "--known", "price"});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.err, HasSubstr("--known: \"" + place("store") + "\" is a store"));
  const Outcome little = run({"pack", sales(), "-o", place("other"), "--memory", "1M"});
  EXPECT_EQ(little.exit_code, 2);
  EXPECT_THAT(little.err, HasSubstr("packing takes at least 256 MB"));
  EXPECT_EQ(run({"pack", sales(), "-o", place("other"), "--memory", "much"}).exit_code, 2);
}

TEST_F(CliStore, AppendsToAStoreWhatThenCountsAsIfItHadBeenPackedAtOnce) {
  std::string first = "unique_id,ds,y,price\n", later = first, all = first;
  for (int day = 1; day <= 28; ++day) {
    for (const char* id : {"A", "B"}) {
      const std::string row = fmt::format("{},2024-01-{:02},{},2\n", id, day, day % 7);
      (day > 20 ? later : first) += row;
      all += row;
    }
  }
  const std::string store = place("store");
  ASSERT_EQ(run({"pack", file("first.csv", first), "--known", "price", "-o", store}).exit_code, 0);
  const Outcome appended = run({"pack", file("later.csv", later), "--append", "-o", store, "--json"});
  EXPECT_EQ(appended.exit_code, 0) << appended.err;
  EXPECT_EQ(nlohmann::json::parse(appended.out).at("appended"), 1);
  EXPECT_THAT(appended.err, HasSubstr("16 rows appended, 2 series"));
  const std::string wanted = forecasts({file("all.csv", all), "--known", "price", "-H", "2"});
  EXPECT_EQ(forecasts({store, "-H", "2"}), wanted);
  EXPECT_EQ(run({"pack", store, "-o", store}).exit_code, 0);
  EXPECT_EQ(forecasts({store, "-H", "2"}), wanted);
}

TEST_F(CliStore, AppendsNothingWhereRolesOrPlacesAreWrong) {
  const std::string store = place("store");
  run({"pack", sales(), "-o", store});
  const Outcome roles = run({"pack", sales(), "--append", "--known", "price", "-o", store});
  EXPECT_EQ(roles.exit_code, 2);
  EXPECT_THAT(roles.err, HasSubstr("--known: \"" + store + "\" is a store"));
  const Outcome nowhere = run({"pack", sales(), "--append", "-o", place("nowhere")});
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_THAT(nowhere.err, HasSubstr("is no store to append to"));
  EXPECT_FALSE(fs::exists(place("nowhere")));
  EXPECT_EQ(run({"pack", store, "--append", "-o", store}).exit_code, 2);
  const Outcome columns = run({"pack", file("other.csv", "item,ds,y\nA,2024-01-15,1\n"), "--append", "-o", store});
  EXPECT_EQ(columns.exit_code, 3);
  EXPECT_THAT(columns.err, HasSubstr("unique_id"));
}

TEST_F(CliStore, PacksNothingOfDataWithFaults) {
  const Outcome outcome = run({"pack", file("bad.csv", "unique_id,ds,y\nA,soon,1\n"), "-o", place("store")});
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("date \"soon\" (row 1)"));
  EXPECT_FALSE(fs::exists(place("store")));
}

}  // namespace
}  // namespace demandcast
