// Numbers are read with point or comma, never by guessing at thousands.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/number_text.h"

#include <gtest/gtest.h>

namespace demandcast {
namespace {

TEST(NumberText, IsReadWithAPointOrAComma) {
  EXPECT_EQ(parse_number(" +12.5 "), 12.5);
  EXPECT_EQ(parse_number("-2e3"), -2000);
  EXPECT_EQ(parse_number("-12,5", true), -12.5);
  EXPECT_EQ(parse_number("12", true), 12);
  EXPECT_EQ(parse_number("1.234.567,25", true), 1234567.25);
}

TEST(NumberText, IsNoneWhereItMightBeAnother) {
  for (const char* text : {"1,5", "12 kg", "", "1.2.3", "+-1", "EUR 3"}) EXPECT_FALSE(parse_number(text)) << text;
  for (const char* text : {"1.234", "12.34,5", "1,234.5", "1,2,3", ".123,4", "1234.567,8"}) {
    EXPECT_FALSE(parse_number(text, true)) << text;
  }
}

TEST(NumberText, ThatSaysNothingIsNull) {
  for (const char* text : {"", "  ", "NA", "nan", "null", "#N/A", "<NA>", "NaT"})
    EXPECT_TRUE(says_nothing(text)) << text;
  for (const char* text : {"0", "-", "no"}) EXPECT_FALSE(says_nothing(text)) << text;
}

TEST(NumberText, IntegersKeepEveryDigit) {
  EXPECT_EQ(parse_integer("9007199254740993"), 9007199254740993);
  EXPECT_EQ(parse_integer("+7"), 7);
  EXPECT_FALSE(parse_integer("99999999999999999999"));
  EXPECT_FALSE(parse_integer("1.0"));
}

}  // namespace
}  // namespace demandcast
