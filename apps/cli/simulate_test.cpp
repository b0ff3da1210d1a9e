// Policies replayed, by the command.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "apps/cli/cli_test.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// Four series, 60 days, a season of seven; the shelf of s0 is empty on the days 50 to 52.
class CliSimulate : public Cli {
 protected:
  static double sold(int series, int t) { return (series + 1) * (t % 7 > 4 ? 8 : 4) + (t * 7 + series * 5) % 5; }
  std::string catalogue(int last_sold = -1) const {
    std::string text = "unique_id,ds,y,availability\n";
    for (int series = 0; series < 4; ++series) {
      for (int t = 0; t < 60; ++t) {
        const bool empty = series == 0 && t >= 50 && t < 53;
        text += fmt::format("s{},{},{},{}\n", series, t,
                            empty                       ? 0
                            : t == 59 && last_sold >= 0 ? last_sold
                                                        : sold(series, t),
                            empty ? 0 : 1);
      }
    }
    return file("catalogue.csv", text);
  }
  std::vector<std::string> simulate(std::vector<std::string> more = {}, const std::string& periods = "14") const {
    std::vector<std::string> arguments{
        "simulate",  catalogue(),  "-m",    "ets",       "--season",         "7",         "--paths",
        "100",       "--periods",  periods, "--default", "holding_cost=0.1", "--default", "lost_sale_cost=2",
        "--default", "lead_time=2"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  static json result(const Outcome& outcome) {
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return json::parse(outcome.out);
  }
};

TEST_F(CliSimulate, JudgesPoliciesByTheDemandThatCame) {
  const json all = result(run(simulate({"--json"})));
  double demand = 0;
  for (int series = 0; series < 4; ++series) {
    for (int t = 48; t < 60; ++t) demand += sold(series, t);
  }
  EXPECT_EQ(all.at("counted"), 4 * 12);
  ASSERT_EQ(all.at("policies").size(), 3U);
  for (const json& policy : all.at("policies")) {
    // Without the column of availability the empty shelf passes for no demand.
    EXPECT_NEAR(policy.at("demand").get<double>(), demand - sold(0, 50) - sold(0, 51) - sold(0, 52), 1e-6);
    EXPECT_NEAR(policy.at("cost").get<double>(),
                policy.at("holding").get<double>() + policy.at("shortage").get<double>(), 1e-9);
    EXPECT_NEAR(policy.at("shortage").get<double>(), 2 * policy.at("lost").get<double>(), 1e-9);
  }
  EXPECT_EQ(all.at("policies")[2].at("policy"), "cover");
  EXPECT_EQ(all.at("policies")[2].at("saves"), 0);
}

TEST_F(CliSimulate, DrawsDemandWhereTheShelfWasEmpty) {
  const json all = result(run(simulate({"--json", "--availability", "availability"})));
  EXPECT_EQ(all.at("drawn_censored"), 3);
  EXPECT_EQ(all.at("drawn_missing"), 0);
  const json blind = result(run(simulate({"--json"})));
  EXPECT_GT(all.at("policies")[0].at("demand").get<double>(), blind.at("policies")[0].at("demand").get<double>());
}

TEST_F(CliSimulate, IsTheSameAtAnyNumberOfThreadsAndMeetsAllPoliciesWithTheSameDemand) {
  const std::vector<std::string> more{"--json", "--availability", "availability", "--default", "lead_time=0 1 1"};
  auto one = more, three = more;
  one.insert(one.end(), {"--threads", "1"});
  three.insert(three.end(), {"--threads", "3"});
  const json first = result(run(simulate(one)));
  EXPECT_EQ(first, result(run(simulate(three))));
  for (const json& policy : first.at("policies")) EXPECT_EQ(policy.at("demand"), first.at("policies")[0].at("demand"));
}

TEST_F(CliSimulate, LeavesTablesThatAgree) {
  const Outcome outcome = run(simulate({"-m", "seasonal_naive", "--refit", "7", "-o", place("out")}));
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("saves against cover"));
  const auto sum = [&](const char* name) {
    double all = 0;
    const Table table = read_table(place("out") + "/" + name);
    for (const double cost : std::get<NumberColumn>(table.find("cost")->values).values) all += cost;
    return all;
  };
  EXPECT_NEAR(sum("policies.csv"), sum("series.parquet"), 1e-6);
  EXPECT_NEAR(sum("policies.csv"), sum("periods.csv"), 1e-3);
  EXPECT_EQ(read_table(place("out") + "/policies.csv").row_count(), 6U);
  EXPECT_TRUE(fs::exists(place("out") + "/simulation.json"));
}

TEST_F(CliSimulate, DoesNotSeeWhatIsStillToCome) {
  const auto arguments = simulate({"--refit", "every-window", "-o", place("out")});
  const auto lines_of_all_but_the_last_period = [&] {
    EXPECT_EQ(run(arguments).exit_code, 0);
    std::istringstream lines(read_file(fs::path(place("out")) / "periods.csv"));
    std::string all, line;
    while (std::getline(lines, line)) {
      if (!line.starts_with("\"59\"")) all += line + "\n";
    }
    return all;
  };
  const std::string before = lines_of_all_but_the_last_period();
  EXPECT_THAT(before, testing::Not(HasSubstr("\"59\"")));
  const std::string last = read_file(fs::path(place("out")) / "policies.csv");
  catalogue(900);
  EXPECT_EQ(lines_of_all_but_the_last_period(), before);
  EXPECT_NE(read_file(fs::path(place("out")) / "policies.csv"), last);
}

TEST_F(CliSimulate, PlansWithoutLearning) {
  const Outcome outcome = run(simulate({"--dry-run", "-o", place("out")}));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("46 to 59: 14 periods of 4 series; newsvendor, base_stock, cover, each with ets"));
  EXPECT_FALSE(fs::exists(place("out")));
}

TEST_F(CliSimulate, SaysInOneMessageWhatIsWrong) {
  const auto message = [&](std::vector<std::string> more, const std::string& periods = "14") {
    const Outcome outcome = run(simulate(std::move(more), periods));
    return fmt::format("{} {}", outcome.exit_code, outcome.err);
  };
  EXPECT_THAT(message({"--policies", "newsvender"}), HasSubstr("did you mean \"newsvendor\""));
  EXPECT_THAT(message({}, "2"), HasSubstr("the shortest lead time is 2 periods"));
  EXPECT_THAT(message({}, "60"), HasSubstr("replay fewer (--periods)"));
  EXPECT_THAT(message({"-H", "1"}), HasSubstr("a horizon of 3 is needed: -H 3"));
  EXPECT_THAT(message({"--cutoff", "per-series"}), HasSubstr("a replay goes by the calendar"));
}

}  // namespace
}  // namespace demandcast
