// Policies trained on the textbook's instances, by the command.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "apps/cli/cli_test.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class CliTextbook : public Cli {
 protected:
  static json cells(const Outcome& outcome) {
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return json::parse(outcome.out).at("cells");
  }
};

TEST_F(CliTextbook, TrainsBelowTheBestCappedBaseStock) {
  const json all = cells(run({"textbook", "--lead-times", "4", "--shortage", "4", "--steps", "200", "--episodes", "128",
                              "--threads", "1", "--json", "-o", place("out")}));
  ASSERT_EQ(all.size(), 1U);
  const json& cell = all[0];
  EXPECT_EQ(cell.at("optimum"), 4.729);
  EXPECT_LT(cell.at("learned"), cell.at("capped"));
  EXPECT_LT(cell.at("capped"), cell.at("base_stock"));
  EXPECT_LT(cell.at("base_stock"), cell.at("start"));
  EXPECT_NEAR(cell.at("base_stock"), 5.194, 0.04);
  EXPECT_NEAR(cell.at("capped"), 4.797, 0.04);
  EXPECT_EQ(read_table(place("out") + "/textbook.csv").row_count(), 1U);
  EXPECT_EQ(read_table(place("out") + "/training.csv").row_count(), 9U);
}

TEST_F(CliTextbook, LearnsTheSafetyStockWhereDemandWaits) {
  const json all = cells(run({"textbook", "--scenarios", "backlog", "--lead-times", "1", "--shortage", "9", "--steps",
                              "200", "--episodes", "128", "--threads", "1", "--json"}));
  EXPECT_NEAR(all[0].at("optimum"), 3.970, 0.002);
  EXPECT_NEAR(all[0].at("learned"), 3.970, 0.06);
  EXPECT_GT(all[0].at("start"), 5);
  EXPECT_TRUE(all[0].at("capped").is_null());
}

TEST_F(CliTextbook, SaysInOneMessageWhatIsWrong) {
  EXPECT_THAT(run({"textbook", "--scenarios", "lost_sale"}).err, HasSubstr("did you mean \"lost_sales\""));
  EXPECT_THAT(run({"textbook", "--lead-times", "9"}).err, HasSubstr("no cell has these lead times"));
  EXPECT_THAT(run({"textbook", "--dry-run", "--scenarios", "lost_sales,backlog"}).out, HasSubstr("40 cells"));
}

}  // namespace
}  // namespace demandcast
