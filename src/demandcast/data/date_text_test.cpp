// Written dates are read in the order that fits all rows, and refused where two do.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/date_text.h"

#include <gtest/gtest.h>

#include <vector>

namespace demandcast {
namespace {

DateStyle style_of(const std::vector<std::string>& texts) { return find_date_style(texts); }

TEST(DateText, IsReadInEveryOrder) {
  const Timestamp day = timestamp_of({2024, 2, 1});
  for (const char* text : {"01.02.2024", "01/02/2024", "1-2-2024", " 1/2/2024 ", "2024-02-01", "20240201"}) {
    EXPECT_EQ(parse_date(text, DateOrder::kDayFirst), day) << text;
  }
  EXPECT_EQ(parse_date("02/01/2024", DateOrder::kMonthFirst), day);
  EXPECT_EQ(parse_date("2/1/2024 13:45", DateOrder::kMonthFirst), day + 13 * 3600 + 45 * 60);
  EXPECT_EQ(parse_date("2024-02-01 00:00:00", DateOrder::kMonthFirst), day);
}

TEST(DateText, OfNoSuchDayIsNone) {
  for (const char* text : {"30.02.2024", "31/12/24", "1/2/20240", "1.2/2024", "1/2", "never", "", "1/2/2024x"}) {
    EXPECT_FALSE(parse_date(text, DateOrder::kDayFirst)) << text;
  }
  EXPECT_FALSE(parse_date("31/12/2024", DateOrder::kMonthFirst));
  EXPECT_FALSE(parse_date("31/12/2024", DateOrder::kYearFirst));
}

TEST(DateText, OrderIsToldByOneRowOfMany) {
  EXPECT_EQ(style_of({"01/02/2024", "13/02/2024"}).order, DateOrder::kDayFirst);
  EXPECT_EQ(style_of({"01/02/2024", "02/13/2024"}).order, DateOrder::kMonthFirst);
  EXPECT_FALSE(style_of({"01/02/2024", "02/13/2024"}).ambiguous);
  EXPECT_EQ(style_of({"2024-01-02", "2024-01-03"}).order, DateOrder::kYearFirst);
}

TEST(DateText, IsAmbiguousWhereBothOrdersFitEveryRow) {
  const std::vector<std::string> texts{"05/05/2024", "01/02/2024", "no date"};
  EXPECT_TRUE(find_date_style(texts).ambiguous);
  EXPECT_EQ(find_date_style(texts).example, "01/02/2024");
  EXPECT_FALSE(style_of({"05/05/2024"}).ambiguous) << "one day, whichever is first";
  EXPECT_FALSE(style_of({"01.02.2024"}).ambiguous) << "points have the day first";
}

}  // namespace
}  // namespace demandcast
