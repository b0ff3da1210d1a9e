// What fit tells of a forest, as a user meets it.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

class CliInsight : public Cli {
 protected:
  /// Eight products of 60 days, the price half on every fourth, and demand three times as high there.
  std::string priced() const {
    std::string text = "unique_id,ds,y,price\n";
    for (int product = 0; product < 8; ++product) {
      for (int day = 1; day <= 60; ++day) {
        const bool low = (day + product) % 4 == 0;
        text += fmt::format("p{},{},{},{}\n", product, day, (low ? 30 : 10) + (7 * day + product) % 3, low ? 5 : 10);
      }
    }
    return file("sales.csv", text);
  }
  std::vector<std::string> fit(const std::vector<std::string>& more) const {
    std::vector<std::string> all{
        "fit",   priced(), "-m",           "sqrf",       "-H",   "2",     "--known",
        "price", "-o",     place("model"), "--progress", "none", "--set", "sqrf.insight_rows=1000"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
};

TEST_F(CliInsight, IsATableOfWhatFeaturesAreWorthAndHowForecastsGoWithThem) {
  const Outcome outcome = run(fit({"--set", "sqrf.partial=price.planned"}));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("rows, each from the trees that did not learn from its series; it rises by"));
  EXPECT_THAT(outcome.out, HasSubstr("without                     wQL  (standard error)\nall of plan "));
  EXPECT_THAT(outcome.out, HasSubstr("\nprice.planned      mean       0.1       0.5       0.9\n            5 "));
  EXPECT_THAT(outcome.err, HasSubstr("learnt from 8 series"));
}

TEST_F(CliInsight, IsInTheJsonAndOfModelsWithoutOneNull) {
  const Outcome forest = run(fit({"--json", "--quiet"}));
  EXPECT_THAT(forest.out, HasSubstr("\"out_of_bag_wql\": 0."));
  EXPECT_THAT(forest.out, HasSubstr("\"partial_dependence\": ["));
  const Outcome other = run({"fit", priced(), "-m", "theta", "-H", "2", "-o", place("theta"), "--json", "--quiet"});
  EXPECT_THAT(other.out, HasSubstr("\"insight\": null"));
}

TEST_F(CliInsight, IsSilentWhenAskedToBe) { EXPECT_EQ(run(fit({"--quiet"})).out, ""); }

}  // namespace
}  // namespace demandcast
