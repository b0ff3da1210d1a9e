// The expert router and demandcast route as a user meets them.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CliRoute : public Cli {
 protected:
  /// Twenty-four products of 60 weeks: half sell every fourth week, half smoothly with a trend.
  std::string two_kinds() const {
    std::string text = "unique_id,ds,y,kind\n";
    for (int product = 0; product < 24; ++product) {
      for (int week = 0; week < 60; ++week) {
        const bool rare = product % 2 == 0;
        const int sold =
            rare ? ((week * 7 + product * 3) % 4 == 0 ? 2 + week % 3 : 0) : 40 + 3 * week + (week * 5 + product) % 7;
        text += fmt::format("p{},{},{},{}\n", product, week + 1, sold, rare ? "rare" : "smooth");
      }
    }
    return file("sales.csv", text);
  }
  std::string rules(const std::string& text) const { return "expert_router.rules=" + file("rules.toml", text); }
};

constexpr const char* kRare = "[[rule]]\nname = \"rare\"\nwhen = { kind = \"rare\" }\nmodel = \"tsb\"\n";
constexpr const char* kIdle = "[[rule]]\nname = \"idle\"\nwhen = { kind = \"wood\" }\nmodel = \"tsb\"\n";

TEST_F(CliRoute, ForecastsByRulesAndSaysWhichServedWhom) {
  const Outcome outcome = run({"forecast", two_kinds(), "-m", "expert_router", "--set",
                               rules(std::string("default = \"theta\"\n") + kRare + kIdle), "--static", "kind", "-H",
                               "3", "-o", place("out.csv")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("rule \"rare\": 12 series"), HasSubstr("rule \"default\": 12 series"),
                                 HasSubstr("rule \"idle\" of expert_router took no series")));
  const std::string table = read_file(place("out.csv"));
  EXPECT_THAT(table, AllOf(HasSubstr("\"reason\",\"rule\""), HasSubstr(",\"rare\"\n"), HasSubstr(",\"default\"\n")));
}

TEST_F(CliRoute, LearnsRulesFromABacktestWhichTheNextOnePrices) {
  const std::string data = two_kinds();
  const Outcome past = run({"backtest", data, "-m", "theta,tsb", "--static", "kind", "-H", "4", "--windows", "3", "-o",
                            place("past"), "--quiet"});
  ASSERT_EQ(past.exit_code, 0) << past.err;
  const Outcome learnt =
      run({"route", place("past"), "--learn", "--default", "tsb", "--by", "kind", "-o", place("learnt.toml")});
  EXPECT_EQ(learnt.exit_code, 0) << learnt.err;
  EXPECT_THAT(learnt.out, AllOf(HasSubstr("default: tsb"), HasSubstr("kind smooth")));
  EXPECT_THAT(read_file(place("learnt.toml")), AllOf(HasSubstr("default = \"tsb\""), HasSubstr("model = \"theta\"")));
  const Outcome next =
      run({"backtest", data, "-m", "expert_router,croston", "--set", "expert_router.rules=" + place("learnt.toml"),
           "--static", "kind", "-H", "4", "--windows", "3", "-o", place("next")});
  EXPECT_EQ(next.exit_code, 0) << next.err;
  EXPECT_THAT(next.out, AllOf(HasSubstr("value added over tsb"), HasSubstr("clearly better")));
  EXPECT_THAT(read_file(place("next/rules.csv")), HasSubstr("\"expert_router\""));
  EXPECT_THAT(read_file(place("next/report.html")), HasSubstr("What rules were worth"));
  EXPECT_THAT(read_file(place("next/backtest.json")), HasSubstr("\"expert\": \"theta\""));
}

TEST_F(CliRoute, SaysWhatIsWrongWithTheRulesBeforeItWorks) {
  const std::vector<std::string> begin{"forecast", two_kinds(), "-m",   "expert_router", "-H",
                                       "3",        "--static",  "kind", "--set"};
  const auto outcome = [&](const std::string& text) {
    std::vector<std::string> all = begin;
    all.push_back(rules(text));
    return run(all);
  };
  EXPECT_EQ(outcome("default").exit_code, 3);
  EXPECT_EQ(outcome("default = \"thetta\"\n").exit_code, 2);
  const Outcome column =
      outcome("default = \"theta\"\n[[rule]]\nname = \"a\"\nwhen = { knd = \"rare\" }\nmodel = \"tsb\"\n");
  EXPECT_EQ(column.exit_code, 2);
  EXPECT_THAT(column.err,
              AllOf(HasSubstr("rule \"a\": unknown fact \"knd\"; did you mean \"kind\"?"), Not(HasSubstr("\n\n"))));
}

TEST_F(CliRoute, KeepsItsRulesInAModelDirectory) {
  const std::string data = two_kinds();
  const Outcome fitted =
      run({"fit", data, "-m", "expert_router", "--set", rules(std::string("default = \"theta\"\n") + kRare), "--static",
           "kind", "-H", "3", "-o", place("model")});
  ASSERT_EQ(fitted.exit_code, 0) << fitted.err;
  fs::remove(place("rules.toml"));
  const Outcome outcome = run({"forecast", data, "-m", place("model"), "--static", "kind", "-o", place("out.csv")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("rule \"rare\": 12 series"));
}

TEST_F(CliRoute, ShowsTheRulesOfAModelWhichAFileOfThemThenGives) {
  const Outcome shown = run({"route", "--show", "patchwork"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(HasSubstr("default = "), HasSubstr("launch_analogues")));
  ASSERT_EQ(run({"route", "--show", "patchwork", "-o", place("rules.toml")}).exit_code, 0);
  EXPECT_EQ(read_file(place("rules.toml")), shown.out);
  const std::string data = two_kinds();
  const auto forecast = [&](const std::string& to, const std::vector<std::string>& more) {
    std::vector<std::string> all{"forecast", data, "-m", "patchwork", "-H", "3", "-o", place(to)};
    all.insert(all.end(), more.begin(), more.end());
    return run(all);
  };
  const Outcome built_in = forecast("one.csv", {});
  EXPECT_THAT(built_in.err, AllOf(HasSubstr("rule \"intermittent\": 12 series"),
                                  HasSubstr("note: price_elasticity stands aside: the data have neither prices")));
  forecast("other.csv", {"--set", "patchwork.rules=" + place("rules.toml")});
  EXPECT_EQ(read_file(place("other.csv")), read_file(place("one.csv")));
  EXPECT_THAT(run({"route", "--show", "ets"}).err, HasSubstr("those with rules are: expert_router, patchwork"));
}

TEST_F(CliRoute, PricesTheRulesOfThePatchworkInABacktest) {
  const Outcome outcome =
      run({"backtest", two_kinds(), "-m", "patchwork", "-H", "3", "--windows", "2", "-o", place("out")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(read_file(place("out/rules.csv")), HasSubstr("\"patchwork\",\"intermittent\""));
  EXPECT_THAT(outcome.err, HasSubstr("note: patchwork: price_elasticity stands aside"));
}

TEST_F(CliRoute, WantsToBeToldToLearnAndWhere) {
  EXPECT_THAT(run({"route", "past"}).err, HasSubstr("say so with --learn"));
  EXPECT_THAT(run({"route", "past", "--learn"}).err, HasSubstr("-o rules.toml"));
  const Outcome nowhere = run({"route", place("past"), "--learn", "-o", place("rules.toml")});
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_THAT(nowhere.err, HasSubstr("is no folder of a backtest"));
}

}  // namespace
}  // namespace demandcast
