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

TEST_F(Cli, PacksDataThatEveryVerbThenTakesInTheirPlace) {
  const std::string data = sales(), store = place("store");
  const Outcome packed = run({"pack", data, "-o", store, "--json"});
  EXPECT_EQ(packed.exit_code, 0) << packed.err;
  EXPECT_EQ(nlohmann::json::parse(packed.out).at("rows"), 14);
  EXPECT_EQ(run({"forecast", store, "-m", "seasonal_naive", "-H", "3"}).out,
            run({"forecast", data, "-m", "seasonal_naive", "-H", "3"}).out);
  EXPECT_EQ(run({"backtest", store, "-m", "croston", "-H", "3", "-o", place("backtest")}).exit_code, 0);
  EXPECT_EQ(run({"fit", store, "-m", "croston", "-H", "3", "-o", place("model")}).exit_code, 0);
  EXPECT_EQ(run({"forecast", store, "-m", place("model")}).exit_code, 0);
  EXPECT_THAT(run({"check", store}).out, HasSubstr("series"));
}

TEST_F(Cli, TellsSinceWhenPlansWereKnownForAFileAndForItsStore) {
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

TEST_F(Cli, RefusesFlagsThatSayOtherwiseThanTheStore) {
  run({"pack", sales(), "-o", place("store")});
  const Outcome other = run({"check", place("store"), "--known", "price"});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.err, HasSubstr("--known: \"" + place("store") + "\" is a store"));
  const Outcome little = run({"pack", sales(), "-o", place("other"), "--memory", "1M"});
  EXPECT_EQ(little.exit_code, 2);
  EXPECT_THAT(little.err, HasSubstr("packing takes at least 256 MB"));
  EXPECT_EQ(run({"pack", sales(), "-o", place("other"), "--memory", "much"}).exit_code, 2);
}

TEST_F(Cli, PacksNothingOfDataWithFaults) {
  const Outcome outcome = run({"pack", file("bad.csv", "unique_id,ds,y\nA,soon,1\n"), "-o", place("store")});
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("date \"soon\" (row 1)"));
  EXPECT_FALSE(fs::exists(place("store")));
}

}  // namespace
}  // namespace demandcast
