// A policy trained on past periods, replayed and ordered with, by the command.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "apps/cli/cli_test.h"
#include "demandcast/core/atomic_file.h"
#include "demandcast/core/random.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class CliPolicy : public Cli {
 protected:
  /// Twelve series of 100 days with Poisson demand.
  std::string catalogue() const {
    std::string text = "unique_id,ds,y\n";
    for (int series = 0; series < 12; ++series) {
      RandomStream stream(1, static_cast<std::uint64_t>(series));
      for (int t = 0; t < 100; ++t) text += fmt::format("s{},{},{}\n", series, t, stream.poisson(3 + series % 4));
    }
    return file("catalogue.csv", text);
  }
  std::vector<std::string> with_items(const std::string& verb, std::vector<std::string> more) const {
    std::vector<std::string> arguments{verb,        catalogue(),        "-m",        "ets",         "--season",
                                       "7",         "--paths",          "100",       "--default",   "holding_cost=1",
                                       "--default", "lost_sale_cost=4", "--default", "lead_time=3", "--threads",
                                       "1",         "--quiet"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  std::string trained() const {
    const Outcome outcome =
        run(with_items("policy", {"--periods", "60", "--validation", "16", "--leave", "14", "--steps", "50", "--json",
                                  "-o", place("policy"), "--learning", place("policy.html")}));
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    const json result = json::parse(outcome.out);
    EXPECT_EQ(result.at("last"), "85");
    EXPECT_EQ(result.at("validated_from"), "70");
    EXPECT_EQ(result.at("trained_series"), 12);
    EXPECT_LE(result.at("learned_cost"), result.at("rule_cost"));
    const std::string page = read_file(place("policy.html"));
    for (const char* heading : {"How it learnt", "What it orders", "What it corrects", "Where it differs most"}) {
      EXPECT_NE(page.find(heading), page.npos) << heading;
    }
    return place("policy");
  }
};

TEST_F(CliPolicy, IsReplayedBesideRulesAndOrdersBesideAShadow) {
  const std::string policy = trained();
  const Outcome replayed =
      run(with_items("simulate", {"--periods", "14", "--policies", "learned=" + policy + ",newsvendor", "--json"}));
  ASSERT_EQ(replayed.exit_code, 0) << replayed.err;
  const json policies = json::parse(replayed.out).at("policies");
  ASSERT_EQ(policies.size(), 3U);
  EXPECT_EQ(policies[0].at("policy"), "learned");
  EXPECT_EQ(policies[0].at("demand"), policies[1].at("demand"));
  EXPECT_THAT(json::parse(replayed.out).at("notes").dump(), testing::Not(HasSubstr("flatter")));

  const Outcome seen = run(with_items("simulate", {"--periods", "16", "--policies", policy, "--json"}));
  EXPECT_THAT(json::parse(seen.out).at("notes").dump(), HasSubstr("its figures flatter it"));

  const Outcome bought =
      run(with_items("buy", {"--policy", policy, "--shadow", "newsvendor", "-o", place("orders.csv"), "--json"}));
  ASSERT_EQ(bought.exit_code, 0) << bought.err;
  const json shadow = json::parse(bought.out).at("shadow");
  EXPECT_EQ(shadow.at("policy"), "newsvendor");
  EXPECT_LE(shadow.at("expected_cost"), json::parse(bought.out).at("expected_cost"));  // the newsvendor's is the least
  EXPECT_NE(read_table(place("orders.csv")).find("shadow_order_quantity"), nullptr);
}

TEST_F(CliPolicy, NamesWhatItWasNotTrainedOn) {
  const std::string policy = trained();
  const Outcome dear = run(with_items("buy", {"--policy", policy, "--default", "lost_sale_cost=400", "--json"}));
  ASSERT_EQ(dear.exit_code, 0) << dear.err;
  EXPECT_THAT(json::parse(dear.out).at("notes").dump(), HasSubstr("orders 12 series as the myopic rule does"));
}

TEST_F(CliPolicy, FitsOrdersIntoAStorageByThePriceOfSpace) {
  const Outcome outcome =
      run(with_items("policy", {"--periods", "60", "--validation", "16", "--steps", "400", "--default", "space=2",
                                "--storage-prices", "0.05,10", "-o", place("priced")}));
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const auto bought = [&](const std::vector<std::string>& limit) {
    std::vector<std::string> more{"--default", "space=2", "--policy", place("priced"), "--json"};
    more.insert(more.end(), limit.begin(), limit.end());
    const Outcome result = run(with_items("buy", more));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return json::parse(result.out);
  };
  const double free = bought({"--storage", "1e6"}).at("limits").at("space");
  const json tight = bought({"--storage", fmt::format("{}", 0.96 * free)}).at("limits"),
             tighter = bought({"--storage", fmt::format("{}", 0.93 * free)}).at("limits");
  EXPECT_EQ(tight.at("wished_space"), free);
  EXPECT_LE(tight.at("space"), 0.96 * free);
  EXPECT_GT(tight.at("space"), 0.85 * free);
  EXPECT_LE(tighter.at("space"), 0.93 * free);
  EXPECT_GT(tight.at("storage_price"), 0);
  EXPECT_GT(tighter.at("storage_price"), tight.at("storage_price"));
  EXPECT_THAT(run(with_items("buy", {"--default", "space=2", "--policy", place("priced"), "--storage", "3"})).err,
              HasSubstr("train with a higher second number of --storage-prices"));
}

TEST_F(CliPolicy, IsToldOfStaticsAndRefusesDataThatLackThem) {
  std::string text = "unique_id,dept\n";
  for (int series = 0; series < 12; ++series)
    text += fmt::format("s{},{}\n", series, series % 2 == 0 ? "food" : "toys");
  const std::string statics = file("statics.csv", text);
  const Outcome outcome = run(with_items("policy", {"--periods", "60", "--validation", "16", "--steps", "25",
                                                    "--statics", statics, "--tell", "dept", "-o", place("told")}));
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(json::parse(read_file(place("told") + "/policy.json")).at("facts"), json({"dept=food", "dept=toys"}));
  EXPECT_EQ(run(with_items("buy", {"--policy", place("told"), "--statics", statics})).exit_code, 0);
  EXPECT_THAT(run(with_items("buy", {"--policy", place("told")})).err,
              HasSubstr("\"dept=food\", which these data lack"));
}

TEST_F(CliPolicy, IsTheSameAgain) {
  const std::string first = trained(), arrays = read_file(place("policy") + "/arrays.safetensors");
  trained();
  EXPECT_EQ(read_file(place("policy") + "/arrays.safetensors"), arrays);
}

TEST_F(CliPolicy, SaysInOneMessageWhatIsWrong) {
  const auto message = [&](const std::string& verb, std::vector<std::string> more) {
    return run(with_items(verb, std::move(more))).err;
  };
  EXPECT_THAT(message("policy", {}), HasSubstr("name the policy's directory with -o"));
  EXPECT_THAT(message("policy", {"--periods", "8", "-o", place("p")}), HasSubstr("are left to learn from"));
  EXPECT_THAT(message("policy", {"--tell", "calendar", "-o", place("p")}), HasSubstr("periods are integers"));
  EXPECT_THAT(message("policy", {"--storage-prices", "5,1", "-o", place("p")}), HasSubstr("the lowest, above 0"));
  EXPECT_THAT(message("policy", {"--storage-prices", "1,5", "-o", place("p")}), HasSubstr("no item takes space"));
  EXPECT_THAT(message("buy", {"--policy", place("nowhere/")}), HasSubstr("is no policy"));
  EXPECT_THAT(message("simulate", {"--policies", "newsvender"}), HasSubstr("did you mean \"newsvendor\""));
}

}  // namespace
}  // namespace demandcast
