// demandcast explain as a user meets it.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/cli/cli_test.h"

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
