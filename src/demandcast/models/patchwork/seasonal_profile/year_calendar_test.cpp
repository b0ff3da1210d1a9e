// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/year_calendar.h"

#include <gtest/gtest.h>

#include <vector>

namespace demandcast {
namespace {

const Frequency kFridays = Frequency::parse("W-FRI");

Period at(const Frequency& frequency, int year, int month, int day) {
  return *frequency.period_at(timestamp_of({year, month, day}));
}

YearCalendar seen_up_to(Period origin) {
  const std::vector<CellState> states(60, CellState::kObserved);
  const Panel panel(kFridays, {{"a", origin - 59, std::vector<float>(60, 1.0F), states}});
  return YearCalendar::with_feasts(SingleShard(PanelView(panel, origin)));
}

TEST(YearCalendar, PutsWeeksOfAFeastTogetherWhateverTheirDates) {
  const YearCalendar calendar = seen_up_to(at(kFridays, 2012, 4, 27));
  const auto place = [&](int year, int month, int day) {
    return calendar.place(kFridays, at(kFridays, year, month, day)).feast;
  };
  EXPECT_EQ(place(2010, 11, 26), place(2011, 11, 25));  // Thanksgiving on the 25th and on the 24th
  EXPECT_EQ(place(2010, 12, 31), place(2011, 12, 30));  // hold Christmas Day
  EXPECT_NE(place(2010, 12, 24), place(2010, 12, 31));
  EXPECT_EQ(place(2011, 8, 5), YearPlace::kNoFeast);
}

TEST(YearCalendar, HoldsAWeekAgainstTheNearestOneOfOtherYears) {
  const YearCalendar calendar = seen_up_to(at(kFridays, 2011, 10, 28));
  const auto week = [&](int year, int month, int day) {
    return calendar.place(kFridays, at(kFridays, year, month, day)).week;
  };
  EXPECT_EQ(week(2011, 11, 4), week(2010, 11, 5));
  EXPECT_EQ(week(2011, 8, 5), week(2010, 8, 6));
  EXPECT_EQ(week(2011, 8, 5), week(2012, 8, 3));
}

TEST(YearCalendar, CountsDaysAroundAFeastOneByOne) {
  const Frequency days = Frequency::parse("D");
  const YearCalendar calendar(3, true);
  const auto feast = [&](int year, int month, int day) {
    return calendar.place(days, at(days, year, month, day)).feast;
  };
  EXPECT_EQ(feast(2024, 12, 25), feast(2023, 12, 25));
  EXPECT_EQ(feast(2024, 12, 24) + 1, feast(2024, 12, 25));
  EXPECT_EQ(feast(2025, 1, 1), feast(2024, 12, 25) + 7);
  EXPECT_EQ(feast(2024, 4, 1), feast(2023, 4, 10));  // Easter Monday
  EXPECT_EQ(feast(2024, 5, 9), feast(2023, 5, 18));  // Ascension
  EXPECT_NE(feast(2024, 5, 9), YearPlace::kNoFeast);
  EXPECT_EQ(feast(2024, 8, 14), YearPlace::kNoFeast);
}

TEST(YearCalendar, HasNoFeastsInMonthsAndIsPlainUnlessAsked) {
  const Frequency months = Frequency::parse("MS");
  const std::vector<CellState> states(3, CellState::kObserved);
  const Panel panel(months, {{"a", 600, {1, 2, 3}, states}});
  const SingleShard training(PanelView(panel, 602));
  EXPECT_FALSE(YearCalendar::with_feasts(training).feasts());
  EXPECT_EQ(YearCalendar().positions(kFridays), 52U);
}

}  // namespace
}  // namespace demandcast
