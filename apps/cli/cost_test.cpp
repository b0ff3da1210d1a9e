// Forecasts judged in money, by the commands.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Three series, 70 days, a season of seven.
class CliCost : public Cli {
 protected:
  std::string catalogue() const {
    std::string text = "unique_id,ds,y\n";
    for (int series = 0; series < 3; ++series) {
      for (int t = 0; t < 70; ++t) {
        text += fmt::format("s{},{},{}\n", series, t, (series + 1) * (t % 7 > 4 ? 9 : 4) + (t * 5 + series * 3) % 11);
      }
    }
    return file("catalogue.csv", text);
  }
  std::vector<std::string> backtest(std::vector<std::string> more) const {
    std::vector<std::string> arguments{"backtest", catalogue(), "-m", "ets",       "--season",      "7",
                                       "-H",       "7",         "-o", place("bt"), "--min-history", "1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  std::string text_of(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(place(name)).rdbuf();
    return text.str();
  }
  static constexpr const char* kHolding = "holding_cost=0.25";
  static constexpr const char* kLost = "lost_sale_cost=0.75";
};

TEST_F(CliCost, OfABacktestStandsInTheLeaderboardWhereItemsAreGiven) {
  const Outcome with = run(backtest({"--default", kHolding, "--default", kLost}));
  EXPECT_EQ(with.exit_code, 0) << with.err;
  EXPECT_THAT(with.out, HasSubstr(" cost "));
  EXPECT_NE(text_of("bt/report.html").find(">Cost</th>"), std::string::npos);
  const Outcome without = run(backtest({}));
  EXPECT_THAT(without.out, Not(HasSubstr(" cost ")));
}

TEST_F(CliCost, OfItsForecastsByEvaluateIsTheSame) {
  const Outcome judged = run(backtest({"--default", kHolding, "--default", kLost, "--json"}));
  const Outcome again = run({"evaluate", place("bt/forecasts.parquet"), catalogue(), "--season", "7", "--default",
                             kHolding, "--default", kLost, "--json"});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  const auto cost_of_ets = [](const std::string& text) {
    const nlohmann::json result = nlohmann::json::parse(text);
    for (const auto& row : result.at("leaderboard")) {
      if (row.at("model") == "ets") return row.at("metrics").at("cost").get<double>();
    }
    return -1.0;
  };
  EXPECT_GT(cost_of_ets(judged.out), 0);
  EXPECT_EQ(cost_of_ets(judged.out), cost_of_ets(again.out));
}

TEST_F(CliCost, OfRatiosBeyondTheLevelsIsMarked) {
  const Outcome outcome = run(backtest({"--default", "holding_cost=0.01", "--default", kLost}));
  EXPECT_THAT(outcome.err, HasSubstr("lies beyond the levels forecast (0.1 to 0.9)"));
  const Outcome again = run({"evaluate", place("bt/forecasts.parquet"), catalogue(), "--season", "7", "--default",
                             "holding_cost=0.01", "--default", kLost});
  EXPECT_THAT(again.err, HasSubstr("lies beyond the levels forecast (0.1 to 0.9)"));
}

TEST_F(CliCost, NeedsItemsThatMakeSenseBeforeAnyModelIsLearnt) {
  const Outcome outcome = run(backtest({"--default", kHolding}));
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("nothing says what missing a sale costs"));
}

}  // namespace
}  // namespace demandcast
