// Orders, by the command.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "apps/cli/cli_test.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Four series, 60 days, a season of seven.
class CliBuy : public Cli {
 protected:
  std::string catalogue() const {
    std::string text = "unique_id,ds,y\n";
    for (int series = 0; series < 4; ++series) {
      for (int t = 0; t < 60; ++t) {
        text += fmt::format("s{},{},{}\n", series, t, (series + 1) * (t % 7 > 4 ? 8 : 4) + (t * 7 + series * 5) % 5);
      }
    }
    return file("catalogue.csv", text);
  }
  std::string items(const std::string& last = "s3,9,5,0.1,0 1 1,12,0,1:20") const {
    return file("items.csv",
                "unique_id,price,cost,holding_cost,lead_time,pack_size,on_hand,on_order\n"
                "s0,4,2,0.1,1,1,5,\ns1,5,2,0.1,2,1,500,\ns2,6,3,0.1,2,6,0,2:6\n" +
                    last + "\n");
  }
  std::vector<std::string> buy(std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"buy",     catalogue(), "-m",      "ets", "--season", "7",
                                       "--items", items(),     "--paths", "300", "-o",       place("orders.csv")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  std::vector<double> column(const std::string& name) const {
    return std::get<NumberColumn>(as_numbers(read_table(place("orders.csv")), name)).values;
  }

 private:
  static std::variant<NumberColumn> as_numbers(const Table& table, const std::string& name) {
    const TableColumn* column = table.find(name);
    if (const auto* integers = std::get_if<IntegerColumn>(&column->values)) {
      return NumberColumn{{integers->values.begin(), integers->values.end()}};
    }
    return std::get<NumberColumn>(column->values);
  }
};

TEST_F(CliBuy, OrdersWholePacksAndNothingWhereThereIsEnough) {
  const Outcome outcome = run(buy());
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("newsvendor with ets: orders for 3 of 4 series"));
  const auto quantities = column("order_quantity");
  ASSERT_EQ(quantities.size(), 4U);
  EXPECT_GT(quantities[0], 0);
  EXPECT_EQ(quantities[1], 0);
  EXPECT_EQ(std::fmod(quantities[2], 6), 0);
  EXPECT_EQ(std::fmod(quantities[3], 12), 0);
  EXPECT_THAT(column("ds"), testing::Each(60));
  EXPECT_THAT(column("arrives"), testing::ElementsAre(61, 62, 62, 62));
}

TEST_F(CliBuy, GivesTheSameOrdersAtAnyNumberOfThreadsAndFromALearnedModel) {
  run(buy({"--threads", "1"}));
  const auto one = column("expected_cost");
  run(buy({"--threads", "3"}));
  EXPECT_EQ(column("expected_cost"), one);
  const Outcome fit = run({"fit", catalogue(), "-m", "ets+paths", "--season", "7", "-H", "3", "-o", place("model")});
  ASSERT_EQ(fit.exit_code, 0) << fit.err;
  const Outcome outcome =
      run({"buy", catalogue(), "-m", place("model"), "--items", items(), "--paths", "300", "-o", place("orders.csv")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(column("expected_cost"), one);
}

TEST_F(CliBuy, KeepsToABudgetAndTellsItsPrice) {
  const Outcome free = run(buy({"--json"}));
  const auto all = nlohmann::json::parse(free.out);
  const double wished = all.at("ordered_money");
  const Outcome outcome = run(buy({"--json", "--budget", fmt::format("{}", wished / 2)}));
  const auto half = nlohmann::json::parse(outcome.out);
  EXPECT_LE(half.at("ordered_money").get<double>(), wished / 2);
  EXPECT_GT(half.at("ordered_money").get<double>(), wished / 3);
  EXPECT_GT(half.at("limits").at("budget_price").get<double>(), 0);
  EXPECT_NEAR(half.at("limits").at("wished_money").get<double>(), wished, 1e-9);
  EXPECT_NEAR(half.at("expected_cost").get<double>() - all.at("expected_cost").get<double>(),
              half.at("limits").at("saving_given_up").get<double>(), 1e-6);
}

TEST_F(CliBuy, SaysInOneMessageWhatIsWrong) {
  const auto message = [](const Outcome& outcome) { return fmt::format("{} {}", outcome.exit_code, outcome.err); };
  EXPECT_THAT(message(run(buy({"-H", "2"}))),
              AllOf(HasSubstr("2 demandcast: "), HasSubstr("a horizon of 3 is needed: -H 3")));
  EXPECT_THAT(message(run(buy({"--storage", "9"}))), AllOf(HasSubstr("2 "), HasSubstr("no item takes space")));
  EXPECT_THAT(message(run(buy({"--policy", "base_stock", "--budget", "9"}))), HasSubstr("use the policy newsvendor"));
  EXPECT_THAT(message(run(buy({"--default", "lead_tiem=9"}))), HasSubstr("did you mean \"lead_time\""));
  EXPECT_THAT(message(run({"buy", catalogue(), "-m", "ets"})), HasSubstr("no economics given"));
  EXPECT_FALSE(fs::exists(place("orders.csv")));
  const std::string data = catalogue();
  const auto with = [&](const std::string& last) {
    return message(run({"buy", data, "-m", "ets", "--items", items(last)}));
  };
  EXPECT_THAT(with("s9,9,5,0.1,1,1,0,"),
              AllOf(HasSubstr("3 demandcast: "), HasSubstr("1 of 4 series have no row: \"s3\"")));
  EXPECT_THAT(with("s3,9,12,0.1,1,1,0,"), HasSubstr("cost 12 is above price 9: every sale loses money: \"s3\""));
  EXPECT_THAT(with("s3,9,5,0.1,1,1,0,soon"), HasSubstr("on_order \"soon\""));
}

TEST_F(CliBuy, PlansWithoutLearning) {
  const Outcome outcome = run(buy({"--dry-run"}));
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("orders for 4 series, forecast 3 periods ahead"));
  EXPECT_FALSE(fs::exists(place("orders.csv")));
}

}  // namespace
}  // namespace demandcast
