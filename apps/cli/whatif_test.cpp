// demandcast whatif as a user meets it.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "apps/cli/cli_test.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CliWhatIf : public Cli {
 protected:
  /// Six products of 80 weeks with an elasticity of -2, every fifth week at 20 % off; plans of 10 for four weeks more.
  std::string priced() const {
    std::string text = "unique_id,ds,y,price,kind\n";
    for (int product = 0; product < 6; ++product) {
      for (int week = 0; week < 84; ++week) {
        const double price = week % 5 == 2 && week < 80 ? 8 : 10, wave = 1 + 0.04 * ((7 * week + product) % 3 - 1);
        const std::string sold =
            week < 80 ? fmt::format("{:.0f}", 100 * (product + 1) * wave * std::pow(price / 10, -2)) : "";
        text += fmt::format("p{},{},{},{},{}\n", product, week + 1, sold, price, product < 3 ? "tea" : "juice");
      }
    }
    return file("sales.csv", text);
  }
  Outcome whatif(const std::vector<std::string>& more, const std::string& model = "theta+price_elasticity") const {
    std::vector<std::string> all{"whatif", priced(), "-m", model, "-H", "4", "--known", "price", "--static", "kind"};
    all.insert(all.end(), more.begin(), more.end());
    return run(all);
  }
};

TEST_F(CliWhatIf, TellsWhatAPriceWouldDoByTheKnownElasticity) {
  const Outcome outcome = whatif({"--set-price", "kind=juice:*0.9@82..83", "-o", place("out.csv")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("3 of 6 series changed, 4"));
  const Table table = read_table(place("out.csv"));
  const auto& base = std::get<NumberColumn>(table.find("base_mean")->values).values;
  const auto& mean = std::get<NumberColumn>(table.find("mean")->values).values;
  ASSERT_EQ(base.size(), 24U);
  for (std::size_t row = 0; row < base.size(); ++row) {
    const bool changed = row >= 12 && (row % 4 == 1 || row % 4 == 2);
    if (changed) {
      EXPECT_NEAR(mean[row] / base[row], std::pow(0.9, -2), 0.02) << row;
    } else {
      EXPECT_EQ(mean[row], base[row]) << row;
    }
  }
  EXPECT_THAT(read_file(place("out.html")), AllOf(HasSubstr("What if"), HasSubstr("kind=juice:*0.9@82..83")));
}

TEST_F(CliWhatIf, OfNothingChangesNothingAtAll) {
  const Outcome outcome = whatif({"--set-price", "*1", "--json"}, "theta+price_elasticity+calibrated");
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("\"difference_low\": 0.0"), HasSubstr("\"difference_high\": 0.0"),
                                 HasSubstr("Every price is as it was planned anyway")));
}

TEST_F(CliWhatIf, TakesTransformationsAndATable) {
  const std::string json = file("scenario.json", R"([{"Action": {"AttributeName": "price", "Operation": "MULTIPLY",
    "Value": 0.9}, "TimeSeriesConditions": [{"AttributeName": "kind", "AttributeValue": "juice", "Condition": "EQUALS"},
    {"AttributeName": "item_id", "AttributeValue": "p5", "Condition": "NOT_EQUALS"}]}])");
  const std::string table = file("plans.csv",
                                 "unique_id,ds,price\np3,81,9\np3,82,9\np3,83,9\np3,84,9\np4,81,9\np4,82,9\n"
                                 "p4,83,9\np4,84,9\n");
  const Outcome one = whatif({"--scenario", json, "--quiet"}), other = whatif({"--scenario", table, "--quiet"});
  EXPECT_EQ(one.exit_code, 0) << one.err;
  EXPECT_EQ(one.out, other.out);
  EXPECT_THAT(one.out, HasSubstr("2 of 6 series changed"));
}

TEST_F(CliWhatIf, WarnsOfPricesNeverSeenAndOfModelsThatDoNotReadThem) {
  EXPECT_THAT(whatif({"--set-price", "*0.5"}).err,
              HasSubstr("The price of 6 series leaves what was seen of it (p0: 5, seen 8 to 10): what it brings is"));
  EXPECT_THAT(whatif({"--set-price", "*0.9"}, "theta").err,
              HasSubstr("theta forecasts the same under the scenario: it does not read price"));
}

TEST_F(CliWhatIf, DrawsTheIntervalOfTheDifferenceFromSharedFutures) {
  const Outcome outcome = whatif({"--set-price", "*0.9", "--json"}, "theta+price_elasticity+paths");
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("\"difference_low\": "), Not(HasSubstr("\"difference_low\": null"))));
  const auto figure = [&](const std::string& name) {
    return std::stod(outcome.out.substr(outcome.out.rfind("\"" + name + "\": ") + name.size() + 4));
  };
  const double low = figure("difference_low"), high = figure("difference_high");
  EXPECT_GT(low, 0.8 * 8400 * (std::pow(0.9, -2) - 1));  // demand is 2,100 a week, its paths differ by a few per cent
  EXPECT_LT(high, 1.2 * 8400 * (std::pow(0.9, -2) - 1));
}

TEST_F(CliWhatIf, TellsOrdersAndMarginWhereItemsAreGiven) {
  const Outcome outcome = whatif({"--set-price", "*0.9", "--default", "cost=4", "--default", "holding_cost=0.1",
                                  "--default", "lost_sale_cost=6", "--default", "lead_time=1", "--json"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("\"money\""), HasSubstr("\"margin\""), HasSubstr("\"ordered\"")));
}

TEST_F(CliWhatIf, RefusesScenariosThatMakeNoSense) {
  const auto refused = [&](const std::vector<std::string>& more) {
    const Outcome outcome = whatif(more);
    EXPECT_EQ(outcome.exit_code, 2) << outcome.err;
    return outcome.err;
  };
  EXPECT_THAT(refused({}), HasSubstr("no scenario given"));
  EXPECT_THAT(refused({"--set-price", "*0.9@80.."}), HasSubstr("it touches the past"));
  EXPECT_THAT(refused({"--set-price", "kind=wine:*0.9"}), HasSubstr("no series meets its conditions"));
  EXPECT_THAT(refused({"--set-price", "*0"}), HasSubstr("a price stays above zero"));
  EXPECT_THAT(refused({"--set-price", "*0.9", "--price", "prise"}), HasSubstr("did you mean \"price\"?"));
}

}  // namespace
}  // namespace demandcast
