// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/scenario.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

template <class Work>
std::string refused(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was refused";
}

TEST(PlanChange, IsReadWithConditionsOperationAndDates) {
  const PlanChange change = parse_plan_change("category=juice|tea,brand!=acme:*0.9@2024-06-01..2024-06-14", "price");
  EXPECT_EQ(change.column, "price");
  EXPECT_EQ(change.operation, PlanOperation::kMultiply);
  EXPECT_EQ(change.value, 0.9);
  ASSERT_EQ(change.conditions.size(), 2U);
  EXPECT_EQ(change.conditions[0].column, "category");
  EXPECT_THAT(change.conditions[0].values, ElementsAre("juice", "tea"));
  EXPECT_EQ(change.conditions[1].test, PlanCondition::Test::kNotEquals);
  EXPECT_EQ(format_timestamp(*change.from), "2024-06-01");
  EXPECT_EQ(format_timestamp(*change.to), "2024-06-14");
}

TEST(PlanChange, MayLeaveOutWhatItDoesNotNeed) {
  const PlanChange all = parse_plan_change("=9.99", "price");
  EXPECT_EQ(all.operation, PlanOperation::kSet);
  EXPECT_TRUE(all.conditions.empty());
  EXPECT_FALSE(all.from || all.to);
  const PlanChange open = parse_plan_change("-1@2024-06-01..", "price");
  EXPECT_TRUE(open.from && !open.to);
  const PlanChange day = parse_plan_change("+0.5@2024-06-01", "price");
  EXPECT_EQ(*day.from, *day.to);
  EXPECT_EQ(parse_plan_change("*2@7..9", "price").to, std::optional<Timestamp>(9));
}

TEST(PlanChange, ThatMakesNoSenseIsRefusedWithAnExample) {
  for (const char* text : {"", "0.9", "*", "*x", "*nan", "/0", "juice:*0.9", "category=a:*0.9@", "*2@yesterday",
                           "*2@2024-06-02..2024-06-01", "=a:*2", "a!b:*2"}) {
    const bool everything = std::string(text) == "category=a:*0.9@";  // no dates: all of them
    const std::string said = refused([&] { parse_plan_change(text, "price"); });
    if (everything) {
      EXPECT_EQ(said, "nothing was refused");
    } else {
      EXPECT_THAT(said, HasSubstr("category=juice:*0.9@2024-06-01..2024-06-14")) << text;
    }
  }
}

constexpr const char* kOne = R"({"Action": {"AttributeName": "price", "Operation": "MULTIPLY", "Value": 0.9},
  "TimeSeriesConditions": [{"AttributeName": "category", "AttributeValue": "juice", "Condition": "EQUALS"},
                           {"AttributeName": "dept", "AttributeValue": 7, "Condition": "LESS_THAN"}]})";

TEST(Transformations, AreReadAsTheServiceTakesThem) {
  for (const std::string& json : {std::string(kOne), "[" + std::string(kOne) + "]",
                                  R"({"TimeSeriesTransformations": [)" + std::string(kOne) + "]}"}) {
    const std::vector<PlanChange> changes = parse_transformations(json, "scenario.json");
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].column, "price");
    EXPECT_EQ(changes[0].operation, PlanOperation::kMultiply);
    ASSERT_EQ(changes[0].conditions.size(), 2U);
    EXPECT_EQ(changes[0].conditions[1].test, PlanCondition::Test::kLess);
    EXPECT_THAT(changes[0].conditions[1].values, ElementsAre("7"));
  }
}

TEST(Transformations, ThatAreNoneAreRefusedWithTheirNumber) {
  const auto said = [](const std::string& json) { return refused([&] { parse_transformations(json, "s.json"); }); };
  EXPECT_THROW(parse_transformations("{", "s.json"), FormatError);
  EXPECT_THROW(parse_transformations(std::string(200, '['), "s.json"), FormatError);
  EXPECT_THAT(said("[]"), HasSubstr("holds no transformation"));
  EXPECT_THAT(said("[" + std::string(kOne) + ", {}]"),
              HasSubstr("\"s.json\", transformation 2: there is no \"Action\""));
  EXPECT_THAT(said(R"({"Action": {"AttributeName": "price", "Operation": "MULTIPLI", "Value": 1}})"),
              AllOf(HasSubstr("unknown word \"MULTIPLI\""), HasSubstr("did you mean \"MULTIPLY\"?")));
  EXPECT_THAT(said(R"({"Action": {"AttributeName": "price", "Operation": "ADD", "Value": "1"}})"),
              HasSubstr("\"Value\" is no number"));
  EXPECT_THAT(said(R"({"Action": {"AttributeName": "price", "Operation": "DIVIDE", "Value": 0}})"), HasSubstr("by 0"));
}

}  // namespace
}  // namespace demandcast
