// demandcast elasticity as a user meets it.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

class CliElasticity : public Cli {
 protected:
  /// Four products of 60 weeks with an elasticity of -2: every fifth week at 20 % off, but for the last.
  std::string priced(const std::string& name = "sales.csv", double last_price = 10) const {
    std::string text = "unique_id,ds,y,price,kind\n";
    for (int product = 0; product < 4; ++product) {
      for (int week = 0; week < 60; ++week) {
        const double price = product < 3 && week % 5 == 2 ? 8 : week == 59 ? last_price : 10;
        const double wave = 1 + 0.04 * ((7 * week + product) % 3 - 1);
        text += fmt::format("p{},{},{:.0f},{},tea\n", product, week + 1,
                            100 * (product + 1) * wave * std::pow(std::max(price, 1.0) / 10, -2), price);
      }
    }
    return file(name, text);
  }
};

TEST_F(CliElasticity, LeavesATableAndAPageAndSaysWhosePriceNeverVaried) {
  const Outcome outcome =
      run({"elasticity", priced(), "--categories", "kind", "-o", place("out.csv"), "--progress", "none"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("tea              4  price"));
  EXPECT_THAT(outcome.err,
              HasSubstr("the price of 1 of 4 series never varied: their elasticity is that of their category"));
  EXPECT_THAT(read_file(place("out.csv")), HasSubstr(R"("p0","tea","price","elasticity",-1.99)"));
  EXPECT_THAT(read_file(place("out.html")), HasSubstr("Elasticity to price"));
}

TEST_F(CliElasticity, TellsTheCatalogueAsCloselyWithoutCategoriesAsItsSeriesAllow) {
  const Outcome outcome = run({"elasticity", priced(), "--quiet"});
  EXPECT_THAT(outcome.out, HasSubstr("all series       4  price     "));
  EXPECT_THAT(outcome.out, testing::ContainsRegex("-2.[0-4][0-9] to -1.[5-9]"));
}

TEST_F(CliElasticity, GivesJson) {
  const Outcome outcome = run({"elasticity", priced(), "--json", "--quiet"});
  EXPECT_THAT(outcome.out, HasSubstr("\"schema\": \"demandcast.elasticity/1\""));
  EXPECT_THAT(outcome.out, HasSubstr("\"seen_low\": 8.0"));
}

TEST_F(CliElasticity, TellsOfThePricesOfOthersWhereAsked) {
  const Outcome outcome = run(
      {"elasticity", priced(), "--set", "price_elasticity.cross=kind", "-o", place("cross.csv"), "--progress", "none"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("price of others"));
  EXPECT_THAT(read_file(place("cross.csv")), HasSubstr(R"("p3","all series","price of others","cross_elasticity",)"));
  EXPECT_THAT(read_file(place("cross.html")), HasSubstr("When the"));
}

TEST_F(CliElasticity, RefusesAPriceOfZeroAndAColumnThatIsNotThere) {
  const Outcome zero = run({"elasticity", priced("zero.csv", 0)});
  EXPECT_EQ(zero.exit_code, 3);
  EXPECT_THAT(zero.err, HasSubstr("price is 0 on 60"));
  const Outcome absent = run({"elasticity", priced(), "--price", "prise"});
  EXPECT_EQ(absent.exit_code, 3);
  EXPECT_THAT(absent.err, HasSubstr("prise"));
}

}  // namespace
}  // namespace demandcast
