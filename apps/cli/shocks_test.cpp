// demandcast shocks as a user meets it.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

using CliShocks = Cli;

TEST_F(CliShocks, LeaveAPageATableAndTheTwinsTheyMade) {
  const Outcome outcome = run({"shocks", "-m", "seasonal_naive", "--series", "6", "-o", place("out")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("at once     0.000     1.00"));
  for (const char* name : {"out/shocks.html", "out/shocks.csv", "out/twins.parquet"}) {
    EXPECT_TRUE(fs::exists(place(name))) << name;
  }
  EXPECT_THAT(read_file(place("out/shocks.html")), HasSubstr("repeats 100"));
}

TEST_F(CliShocks, GiveJsonAndADryRunThatDoesNothing) {
  EXPECT_THAT(run({"shocks", "-m", "seasonal_naive", "--series", "6", "--json", "--quiet"}).out,
              HasSubstr("\"schema\": \"demandcast.shocks/1\""));
  const Outcome plan = run({"shocks", "-m", "ets", "-o", place("out"), "--dry-run"});
  EXPECT_THAT(plan.out, HasSubstr("ets, seasonal_naive: 78 fits"));
  EXPECT_FALSE(fs::exists(place("out")));
}

TEST_F(CliShocks, NameTheNearestKindOfAWrongOne) {
  const Outcome outcome = run({"shocks", "--kinds", "spikes"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("spike"));
}

}  // namespace
}  // namespace demandcast
