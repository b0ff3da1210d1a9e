// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/expert_router/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kRules = R"(default = "ets"

[[rule]]
name = "winter toys"
when = { category = ["toys", "games"], month = [11, 12] }
model = "ets+seasonal_profile"

[[rule]]
when = { age = "< 13", dept = 7 }
model = "sba"
)";

std::string refused(const std::string& text) {
  try {
    parse_rules(text, "rules.toml");
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was refused";
}

std::string two_rules(const std::string& one, const std::string& other) {
  return "default = \"ets\"\n[[rule]]\nname = \"a\"\n" + one + "\n[[rule]]\nname = \"b\"\n" + other + "\n";
}

TEST(Rules, AreReadInTheirOrderWithTheDefault) {
  const RuleSet rules = parse_rules(kRules, "rules.toml");
  EXPECT_EQ(rules.default_model, "ets");
  EXPECT_EQ(rule_names(rules), (std::vector<std::string>{"winter toys", "rule 2", "default"}));
  EXPECT_EQ(rules.rules[0].model, "ets+seasonal_profile");
  EXPECT_TRUE(rules.rules[0].when.at("category").holds("games"));
  EXPECT_TRUE(rules.rules[0].when.at("month").holds(12.0));
  EXPECT_TRUE(rules.rules[1].when.at("age").holds(0.0));
  EXPECT_EQ(place_of(rules, rules.rules[1]), "rules.toml, line 8: rule \"rule 2\"");
}

TEST(Rules, AreTheSameAfterWritingAndReading) {
  RuleSet rules = parse_rules(kRules, "rules.toml");
  rules.remark = "learnt\ntwice";
  rules.rules[1].remark = "saves 3 %";
  rules.rules[1].when.emplace("a column's name", Condition(std::vector<std::string>{"x\"y"}));
  const std::string text = rules_text(rules);
  EXPECT_THAT(text, AllOf(HasSubstr("# learnt\n# twice\ndefault"), HasSubstr("# saves 3 %\n[[rule]]")));
  EXPECT_EQ(rules_text(parse_rules(text, "again")), rules_text([&] {
              RuleSet bare = rules;
              bare.remark = bare.rules[1].remark = "";
              return bare;
            }()));
}

TEST(Rules, ThatAreNoTomlAreRefusedWithTheLine) {
  EXPECT_THROW(parse_rules("default = \"ets\"\n[[rule]\n", "rules.toml"), FormatError);
  EXPECT_THAT(refused("default = \"ets\"\n[[rule]\n"), HasSubstr("rules.toml, line 2: this is no TOML"));
}

TEST(Rules, WithoutADefaultAreRefused) {
  EXPECT_THAT(refused("[[rule]]\nwhen = { age = 1 }\nmodel = \"ets\"\n"),
              AllOf(HasSubstr("rules.toml: no default"), HasSubstr("default = \"ets\"")));
}

TEST(Rules, WithUnknownKeysAreRefusedWithTheNearest) {
  EXPECT_THAT(refused("defualt = \"ets\"\n"), HasSubstr("line 1: unknown key \"defualt\"; did you mean \"default\"?"));
  EXPECT_THAT(refused("default = \"ets\"\n[[rule]]\nwen = {}\n"), HasSubstr("line 3: unknown key of a rule \"wen\""));
  EXPECT_THAT(refused("default = \"ets\"\nrule = 3\n"), HasSubstr("line 2: write rules as [[rule]]"));
}

TEST(Rules, ThatLackWhatARuleNeedsAreRefusedByName) {
  EXPECT_THAT(refused("default = \"ets\"\n[[rule]]\nname = \"a\"\nwhen = { age = 1 }\n"),
              HasSubstr("line 2: rule \"a\": no model is named"));
  EXPECT_THAT(refused("default = \"ets\"\n[[rule]]\nname = \"a\"\nmodel = \"sba\"\n"),
              HasSubstr("rule \"a\": no condition is named"));
  EXPECT_THAT(refused("default = 3\n"), HasSubstr("line 1: default: a model is wanted"));
  EXPECT_THAT(refused("default = \"ets\"\n[[rule]]\nwhen = { age = true }\nmodel = \"sba\"\n"),
              HasSubstr("\"age\": a word or a number"));
  EXPECT_THAT(refused("default = \"ets\"\n[[rule]]\nwhen = { age = [1, \"a\"] }\nmodel = \"sba\"\n"),
              HasSubstr("\"age\": a word or a number"));
}

TEST(Rules, OfOneNameAreRefused) {
  EXPECT_THAT(refused("default = \"ets\"\n[[rule]]\nname = \"default\"\nwhen = { age = 1 }\nmodel = \"sba\"\n"),
              HasSubstr("give the rule another"));
  EXPECT_THAT(refused("default = \"ets\"\n[[rule]]\nname = \"a\"\nwhen = { age = 1 }\nmodel = \"sba\"\n"
                      "[[rule]]\nname = \"a\"\nwhen = { age = 2 }\nmodel = \"sba\"\n"),
              HasSubstr("line 6: the rule in line 2 is called \"a\", too"));
}

TEST(Rules, WhoseConditionNothingFulfilsAreRefused) {
  EXPECT_THAT(refused(two_rules("when = { age = \"> 5 and < 3\" }\nmodel = \"sba\"", "")),
              HasSubstr("line 2: rule \"a\": \"age\": nothing fulfils \"> 5 and < 3\""));
  EXPECT_THAT(refused(two_rules("when = { month = [] }\nmodel = \"sba\"", "")), HasSubstr("nothing fulfils []"));
}

TEST(Rules, ThatContradictAreRefused) {
  EXPECT_THAT(
      refused(two_rules("when = { age = \"< 13\" }\nmodel = \"sba\"", "when = { age = \"< 13\" }\nmodel = \"tsb\"")),
      HasSubstr("line 6: rule \"b\": it contradicts rule \"a\" in line 2: the same series, but tsb instead of sba"));
}

TEST(Rules, ThatCanNeverTakeASeriesAreRefused) {
  const char* never = "rule \"b\": it can never take a series, because rule \"a\" in line 2";
  EXPECT_THAT(refused(two_rules("when = { age = \"< 13\" }\nmodel = \"sba\"",
                                "when = { age = \"< 12\", category = \"toys\" }\nmodel = \"tsb\"")),
              HasSubstr(never));
  EXPECT_THAT(
      refused(two_rules("when = { month = [11, 12] }\nmodel = \"sba\"", "when = { month = 12 }\nmodel = \"sba\"")),
      HasSubstr(never));
}

TEST(Rules, ThatOverlapAreTaken) {
  const RuleSet rules = parse_rules(two_rules("when = { age = \"< 13\", category = \"toys\" }\nmodel = \"sba\"",
                                              "when = { age = \"< 13\" }\nmodel = \"tsb\""),
                                    "rules.toml");
  EXPECT_EQ(rules.rules.size(), 2U);
}

}  // namespace
}  // namespace demandcast
