// demandcast explain as a user meets it.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/cli/cli_test.h"
#include "demandcast/data/timestamp.h"

namespace demandcast {
namespace {

using testing::HasSubstr;
using testing::Not;

class CliExplain : public Cli {};

TEST_F(CliExplain, SaysFormAndParametersAndWritesThePage) {
  const Outcome outcome =
      run({"explain", sales(), "-m", "ets", "-H", "3", "--series", "A", "-o", place("explain.html"), "--season", "1"});
  EXPECT_THAT(outcome.out, testing::StartsWith("A: ETS("));
  EXPECT_THAT(outcome.out, HasSubstr("  alpha "));
  EXPECT_THAT(outcome.err, HasSubstr("written: " + place("explain.html")));
  const std::string page = read_file(place("explain.html"));
  EXPECT_THAT(page, HasSubstr("<b>ETS("));
  EXPECT_THAT(page, HasSubstr("<figcaption>level</figcaption>"));
}

TEST_F(CliExplain, GivesJsonOfTheSeriesThatSoldMost) {
  const Outcome outcome = run({"explain", sales(), "-m", "seasonal_naive", "-H", "3", "--json", "--quiet"});
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out, HasSubstr("\"schema\": \"demandcast.explain/1\""));
  EXPECT_THAT(outcome.out, HasSubstr("\"id\": \"A\""));
}

TEST_F(CliExplain, TellsWhyAForecastDiffersFromAnEarlierOne) {
  const std::string level = file("level.csv",
                                 "unique_id,ds,y,price\nA,2024-01-01,8,5\nA,2024-01-02,9,5\nA,2024-01-03,8,4\n"
                                 "A,2024-01-04,11,5\nA,2024-01-05,14,5\nA,2024-01-06,,5\nA,2024-01-07,,5\n");
  const std::vector<std::string> asked{"explain", level,        "-m", "seasonal_naive", "--season",
                                       "1",       "-H",         "4",  "--known",        "price",
                                       "--since", "2024-01-03", "-o", place("why.html")};
  const Outcome outcome = run(asked);
  EXPECT_THAT(outcome.out,
              HasSubstr("2024-01-06 to 2024-01-07: 16 expected with what was known on 2024-01-03, 28 now: +12"));
  EXPECT_THAT(outcome.out, HasSubstr("    data         +12   (+12 to +12 by the order of replacing)\n"));
  EXPECT_THAT(outcome.err, HasSubstr("plans (price) are taken to have been on 2024-01-03 what they are now"));
  const std::string page = read_file(place("why.html"));
  EXPECT_THAT(page, HasSubstr("Why it differs from that of 2024-01-03"));
  EXPECT_THAT(page, HasSubstr("2 days since: sold 25, expected 16"));
  std::vector<std::string> json = asked;
  json.insert(json.end(),
              {"--json", "--quiet", "--plans-then", file("plans.csv", "unique_id,ds,price\nA,2024-01-06,3\n")});
  const Outcome told = run(json);
  EXPECT_EQ(told.err, "");
  EXPECT_THAT(told.out, HasSubstr("\"sold\": [\n            11.0,\n            14.0"));
  EXPECT_THAT(told.out, HasSubstr("\"then\": 3.0"));
}

TEST_F(CliExplain, TellsWhichEarlierForecastThereCannotBe) {
  const auto refused = [&](std::vector<std::string> more) {
    std::vector<std::string> asked{"explain", sales(), "-m", "seasonal_naive", "-H", "3"};
    asked.insert(asked.end(), more.begin(), more.end());
    const Outcome outcome = run(asked);
    EXPECT_EQ(outcome.exit_code, 2);
    return outcome.err;
  };
  EXPECT_THAT(refused({"--since", "last week"}),
              HasSubstr("\"last week\" is no date of the calendar D; the newest demand is that of 2024-01-14"));
  EXPECT_THAT(refused({"--since", "2024-01-14"}), HasSubstr("does not lie before the newest demand"));
  EXPECT_THAT(refused({"--since", "2024-01-11", "--series", "A"}), HasSubstr("no date is forecast by both"));
  EXPECT_THAT(refused({"--since", "2023-12-31", "--series", "A"}), HasSubstr("has no demand up to 2023-12-31"));
  EXPECT_THAT(refused({"--since", "2023-12-31"}), HasSubstr("no series has demand up to 2023-12-31"));
  EXPECT_THAT(refused({"--plans-then", "x.csv"}), HasSubstr("give the date of its newest demand, --since"));
  EXPECT_THAT(refused({"--since", "2024-01-13", "--model-then", "nowhere"}), HasSubstr("\"nowhere\" is no directory"));
  EXPECT_THAT(refused({"--since", "2024-01-13", "--plans-then", file("p.csv", "unique_id,ds,price\nA,2024-01-15,1\n")}),
              HasSubstr("--known"));
}

TEST_F(CliExplain, TakesForTheEarlierForecastThatFromDataCutByHand) {
  std::string now = "unique_id,ds,y,price,told\n", then = now;
  for (int day = 1; day <= 60; ++day) {
    const std::string date = format_timestamp(timestamp_of({2024, 1, 1}) + (day - 1) * 86400);
    const std::string row = "A," + date + "," + (day <= 56 ? std::to_string(10 + day * day % 7) : "") + ",";
    const std::string early = std::to_string(4 + day % 3) + ",\n", late = "3,2024-02-24\n";
    now += row + early;
    then += day <= 54 ? row + early : "A," + date + ",," + early;
    if (day > 54) now += row + late;
  }
  const auto asked = [&](const std::string& data, std::vector<std::string> more) {
    std::vector<std::string> words{"explain",  data,    "-m",         "ets+price_elasticity",
                                   "--known",  "price", "--known-at", "told",
                                   "--season", "7",     "--json",     "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return nlohmann::json::parse(run(words).out)["series"][0];
  };
  const auto why = asked(file("now.csv", now), {"-H", "5", "--since", "2024-02-23"})["change"];
  const auto by_hand = asked(file("then.csv", then), {"-H", "5"})["forecast"];
  ASSERT_EQ(why["dates"].size(), 3U);
  for (std::size_t date = 0; date < 3; ++date) EXPECT_EQ(why["before"]["mean"][date], by_hand["mean"][date + 2]);
  EXPECT_EQ(why["since"]["expected"][0], by_hand["mean"][0]);
  EXPECT_EQ(why["plans"]["price"]["now"], 3);
  EXPECT_NE(why["parts"]["plan"]["sum"], 0);
}

TEST_F(CliExplain, TakesNoModelForThenThatKnewWhatCameLater) {
  ASSERT_EQ(run({"fit", sales(), "-m", "ets", "-H", "3", "-o", place("model")}).exit_code, 0);
  const Outcome same = run({"explain", sales(), "-m", place("model"), "--since", "2024-01-13"});
  EXPECT_EQ(same.exit_code, 2);
  EXPECT_THAT(same.err, HasSubstr("has learnt from demand up to 2024-01-14"));
  std::string older = "unique_id,ds,y\n";
  for (int day = 1; day <= 13; ++day)
    older += "A,2024-01-" + std::to_string(day + 100).substr(1) + "," + std::to_string((day - 1) % 7 + 1) + "\n";
  ASSERT_EQ(run({"fit", file("older.csv", older), "-m", "ets", "-H", "3", "-o", place("older")}).exit_code, 0);
  const std::vector<std::string> asked{"explain", sales(),   "-m",         "ets",    "-H",
                                       "3",       "--since", "2024-01-13", "--json", "--quiet"};
  std::vector<std::string> with_model = asked;
  with_model.insert(with_model.end(), {"--model-then", place("older")});
  EXPECT_EQ(run(with_model).out, run(asked).out) << "a recipe is learnt on what was known then";
}

TEST_F(CliExplain, TellsWhatIsWrong) {
  const Outcome series = run({"explain", sales(), "-m", "ets", "-H", "3", "--series", "Z"});
  EXPECT_EQ(series.exit_code, 2);
  EXPECT_THAT(series.err, HasSubstr("the data have no series \"Z\""));
  const Outcome page = run({"explain", sales(), "-m", "ets", "-H", "3", "-o", place("explain.csv")});
  EXPECT_EQ(page.exit_code, 2);
  EXPECT_THAT(page.err, HasSubstr("ends in .html"));
  const Outcome sums = run({"explain", sales(), "-m", "ets", "-H", "3", "--spans", "0:2"});
  EXPECT_EQ(sums.exit_code, 2);
  EXPECT_THAT(sums.err, HasSubstr("leave out --spans and --totals"));
}

}  // namespace
}  // namespace demandcast
