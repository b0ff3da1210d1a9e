// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/moving_holidays.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

/// Gauss's rule with Lichtenberg's correction of its exceptions: another road to the same Sunday.
Date easter_by_gauss(int year) {
  const int a = year % 19, k = year / 100;
  const int m = 15 + (3 * k + 3) / 4 - (8 * k + 13) / 25, s = 2 - (3 * k + 3) / 4;
  const int d = (19 * a + m) % 30;
  const int r = (d + a / 11) / 29;
  const int og = 21 + d - r, sz = 7 - (year + year / 4 + s) % 7;
  const int march = og + 7 - (og - sz) % 7;
  return date_of(timestamp_of({year, 3, 1}) + 86400LL * (march - 1));
}

TEST(MovingHolidays, EasterAgreesWithGaussForAThousandYears) {
  for (int year = 1583; year <= 2583; ++year) {
    ASSERT_EQ(easter_sunday(year), easter_by_gauss(year)) << year;
  }
}

TEST(MovingHolidays, EasterKnowsItsEarliestAndLatestDays) {
  EXPECT_EQ(easter_sunday(1818), (Date{1818, 3, 22}));
  EXPECT_EQ(easter_sunday(2038), (Date{2038, 4, 25}));
  EXPECT_EQ(easter_sunday(2024), (Date{2024, 3, 31}));
}

TEST(MovingHolidays, FallOnTheDaysThatCalendarsPrint) {
  EXPECT_EQ(format_timestamp(moving_holiday("thanksgiving", 2024)), "2024-11-28");
  EXPECT_EQ(format_timestamp(moving_holiday("black_friday", 2024)), "2024-11-29");
  EXPECT_EQ(format_timestamp(moving_holiday("mothers_day", 2026)), "2026-05-10");
  EXPECT_EQ(format_timestamp(moving_holiday("fathers_day", 2026)), "2026-06-21");
  EXPECT_EQ(format_timestamp(moving_holiday("labor_day", 2025)), "2025-09-01");
  EXPECT_EQ(nth_weekday(2026, 5, 0, -1), (Date{2026, 5, 25})) << "the last Monday of May";
}

TEST(MovingHolidays, TheNearestMayLieInANeighbouringYear) {
  EXPECT_EQ(format_timestamp(nearest_moving_holiday("thanksgiving", timestamp_of({2025, 1, 15}))), "2024-11-28");
  EXPECT_EQ(format_timestamp(nearest_moving_holiday("easter", timestamp_of({2025, 12, 1}))), "2026-04-05");
}

TEST(MovingHolidays, AnUnknownNameIsToldWithItsNearest) {
  try {
    moving_holiday("eastre", 2024);
    FAIL() << "wanted a ConfigError";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("easter"));
  }
}

}  // namespace
}  // namespace demandcast
