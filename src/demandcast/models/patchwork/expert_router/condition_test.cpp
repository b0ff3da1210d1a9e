// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/expert_router/condition.h"

#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

using Words = std::vector<std::string>;
using Numbers = std::vector<double>;

Condition bounds(const char* text) { return Condition::parse_bounds(text).value(); }

TEST(Condition, OfComparisonsHoldsWithinThem) {
  EXPECT_TRUE(bounds("< 13").holds(12.9));
  EXPECT_FALSE(bounds("< 13").holds(13.0));
  EXPECT_TRUE(bounds("<=13").holds(13.0));
  EXPECT_TRUE(bounds(">= 0.2 and < 0.7").holds(0.2));
  EXPECT_FALSE(bounds(">= 0.2 and < 0.7").holds(0.7));
  EXPECT_FALSE(bounds("> 3 and >= 3").holds(3.0));
  EXPECT_TRUE(bounds("> -1e3").holds(-999.0));
}

TEST(Condition, OfWhatIsNotKnownDoesNotHold) {
  EXPECT_FALSE(bounds("< 13").holds(std::nan("")));
  EXPECT_FALSE(Condition(Numbers{1}).holds(std::nan("")));
  EXPECT_FALSE(Condition(Words{""}).holds(""));
}

TEST(Condition, IsNoComparisonWhereTheTextIsAWord) {
  for (const char* text : {"toys", "< toys", "<", "13", "< 13 or > 20", "< 13 and", "<5kg", "> nan", ""}) {
    EXPECT_FALSE(Condition::parse_bounds(text)) << text;
  }
}

TEST(Condition, HoldsForStaticsAsTheyAreStoredInSinglePrecision) {
  EXPECT_TRUE(Condition(Numbers{0.1}).holds(static_cast<double>(0.1F)));
  EXPECT_FALSE(Condition(Numbers{0.1}).holds(0.2));
}

TEST(Condition, IsEmptyWhereNothingFulfilsIt) {
  EXPECT_TRUE(bounds("> 5 and < 3").is_empty());
  EXPECT_TRUE(bounds("> 5 and <= 5").is_empty());
  EXPECT_FALSE(bounds(">= 5 and <= 5").is_empty());
  EXPECT_TRUE(Condition(Words{}).is_empty());
}

TEST(Condition, CoversAnotherWhereItHoldsWhereverThatDoes) {
  EXPECT_TRUE(bounds("< 13").covers(bounds("< 12")));
  EXPECT_TRUE(bounds("<= 13").covers(bounds("< 13")));
  EXPECT_FALSE(bounds("< 13").covers(bounds("<= 13")));
  EXPECT_FALSE(bounds("< 13").covers(bounds("> 2")));
  EXPECT_TRUE(bounds("> 10").covers(Condition(Numbers{11, 12})));
  EXPECT_FALSE(Condition(Numbers{11, 12}).covers(bounds("> 10 and < 13")));
  EXPECT_TRUE(Condition(Words{"toys", "games"}).covers(Condition(Words{"games"})));
  EXPECT_FALSE(Condition(Words{"games"}).covers(Condition(Words{"toys", "games"})));
}

TEST(Condition, StandsInAFileAsItIsReadFromThere) {
  EXPECT_EQ(bounds(" >=0.25 and <  7").text(), "\">= 0.25 and < 7\"");
  EXPECT_EQ(Condition(Numbers{11, 12}).text(), "[11, 12]");
  EXPECT_EQ(Condition(Words{"to\"ys", "a\\b\n"}).text(), R"(["to\"ys", "a\\b\u000A"])");
}

}  // namespace
}  // namespace demandcast
