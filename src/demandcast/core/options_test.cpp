// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/options.h"

#include <gtest/gtest.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

struct JamOptions {
  double sugar = 0.5;
  std::int64_t jars = 3;
  bool pectin = false;
  std::string fruit = "plum";
};

template <class Visitor>
void describe(Visitor& v, JamOptions& o) {
  v.field("sugar", o.sugar, "share of sugar", in_range(0.0, 1.0));
  v.field("jars", o.jars, "number of jars", at_least(1));
  v.field("pectin", o.pectin, "add pectin");
  v.field("fruit", o.fruit, "what is cooked", one_of({"plum", "quince"}));
}

TEST(Options, TakeTheGivenValuesAndKeepTheOtherDefaults) {
  const auto jam = read_options<JamOptions>("jam", {{"sugar", "0.25"}, {"pectin", "true"}});
  EXPECT_EQ(jam.sugar, 0.25);
  EXPECT_TRUE(jam.pectin);
  EXPECT_EQ(jam.jars, 3);
  EXPECT_EQ(jam.fruit, "plum");
}

TEST(Options, ReportEveryMistakeAtOnceWithTheNearestName) {
  try {
    read_options<JamOptions>("jam", {{"sugar", "2"}, {"jars", "many"}, {"friut", "quince"}});
    FAIL() << "mistakes were accepted";
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(),
                 "[jam] option \"sugar\": \"2\" given, a number in [0, 1] wanted\n"
                 "[jam] option \"jars\": \"many\" given, integer wanted\n"
                 "[jam] unknown option \"friut\"; did you mean \"fruit\"? known: sugar, jars, pectin, fruit");
  }
}

TEST(Options, ComeBackFromTheirResolvedText) {
  JamOptions jam;
  jam.sugar = 0.1 + 0.2;
  const auto again = read_options<JamOptions>("jam", resolved_options(jam));
  EXPECT_EQ(again.sugar, jam.sugar);
  EXPECT_EQ(list_options<JamOptions>().front().default_value, "0.5");
}

TEST(WholeInRange, HoldsItsEndsAndSaysThem) {
  const auto allowed = whole_in_range(1, 255);
  EXPECT_TRUE(allowed.holds(1));
  EXPECT_TRUE(allowed.holds(255));
  EXPECT_FALSE(allowed.holds(0));
  EXPECT_FALSE(allowed.holds(256));
  EXPECT_EQ(allowed.text, "an integer from 1 to 255");
}

}  // namespace
}  // namespace demandcast
