// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/calendar.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "demandcast/core/error.h"
#include "demandcast/data/moving_holidays.h"

namespace demandcast {
namespace {

constexpr Timestamp kDay = 86400;

Period at(const Frequency& frequency, const Date& date) { return frequency.period_at(timestamp_of(date)).value(); }

TEST(Calendar, APeriodHoldsTheDaysThatItsDateStandsFor) {
  const auto expect_days = [](const char* spelling, const Date& date, const Date& first, const Date& last) {
    const Frequency frequency = Frequency::parse(spelling);
    const DaySpan span = days_of(frequency, at(frequency, date));
    EXPECT_EQ(format_timestamp(span.first), format_timestamp(timestamp_of(first))) << spelling;
    EXPECT_EQ(format_timestamp(span.end - kDay), format_timestamp(timestamp_of(last))) << spelling;
  };
  expect_days("D", {2024, 2, 29}, {2024, 2, 29}, {2024, 2, 29});
  expect_days("W-SUN", {2024, 3, 31}, {2024, 3, 25}, {2024, 3, 31});
  expect_days("W-FRI", {2024, 3, 29}, {2024, 3, 23}, {2024, 3, 29});
  expect_days("MS", {2024, 2, 1}, {2024, 2, 1}, {2024, 2, 29});
  expect_days("ME", {2024, 2, 29}, {2024, 2, 1}, {2024, 2, 29});
  expect_days("QS", {2024, 4, 1}, {2024, 4, 1}, {2024, 6, 30});
  expect_days("YE", {2024, 12, 31}, {2024, 1, 1}, {2024, 12, 31});
  expect_days("h", {2024, 2, 29}, {2024, 2, 29}, {2024, 2, 29});
}

TEST(Calendar, PeriodsOfAFrequencyShareNoDayAndLeaveNoneOut) {
  for (const char* spelling : {"D", "3D", "W-WED", "2W-MON", "MS", "ME", "2MS", "QE", "QS-FEB", "YS", "YE-JUN"}) {
    const Frequency frequency = Frequency::parse(spelling);
    for (Period period = 10; period < 60; ++period) {
      ASSERT_EQ(days_of(frequency, period).end, days_of(frequency, period + 1).first) << spelling << " " << period;
    }
  }
}

TEST(Calendar, WeeksAreThoseOfIso8601) {
  EXPECT_EQ(iso_week(timestamp_of({2021, 1, 3})), 53);
  EXPECT_EQ(iso_week(timestamp_of({2021, 1, 4})), 1);
  EXPECT_EQ(iso_week(timestamp_of({2024, 12, 30})), 1);
  EXPECT_EQ(iso_week(timestamp_of({2026, 12, 31})), 53);
  EXPECT_EQ(iso_week(timestamp_of({2008, 12, 28})), 52);
}

TEST(Calendar, TheFractionOfTheYearRunsFrom0To1) {
  EXPECT_EQ(fraction_of_year(timestamp_of({2024, 1, 1})), 0);
  EXPECT_EQ(fraction_of_year(timestamp_of({2024, 7, 2})), 0.5);
  EXPECT_EQ(fraction_of_year(timestamp_of({2023, 12, 31})), 364.0 / 365);
}

TEST(Calendar, APeriodIsPlacedByItsMiddleDay) {
  const Frequency weeks = Frequency::parse("W-SUN");
  const PeriodCalendar week = calendar_of(weeks, at(weeks, {2025, 1, 5}));
  EXPECT_EQ(week.month, 1) << "Thursday 2 January";
  EXPECT_EQ(week.week, 1);
  EXPECT_EQ(week.weekday, -1);
  EXPECT_EQ(week.hour, -1);
  const Frequency days = Frequency::parse("D");
  EXPECT_EQ(calendar_of(days, at(days, {2026, 11, 24})).weekday, 1);
  const Frequency hours = Frequency::parse("h");
  const PeriodCalendar hour = calendar_of(hours, at(hours, {2026, 11, 24}) + 13);
  EXPECT_EQ(hour.hour, 13);
  EXPECT_EQ(hour.weekday, 1);
}

/// The distance found by looking at every period around, nearest first, those to come before those gone.
std::int64_t slow_distance(const Frequency& frequency, Period period, std::string_view name) {
  for (std::int64_t distance = 0;; ++distance) {
    for (const std::int64_t signed_distance : {distance, -distance}) {
      const DaySpan span = days_of(frequency, period + signed_distance);
      for (int year = date_of(span.first).year; year <= date_of(span.end - kDay).year; ++year) {
        const Timestamp day = moving_holiday(name, year);
        if (day >= span.first && day < span.end) return signed_distance;
      }
    }
  }
}

TEST(Calendar, TheDistanceToAHolidayIsThatOfALookAtEveryPeriod) {
  for (const char* spelling : {"D", "W-SUN", "W-THU", "2W-MON", "MS", "ME", "QS", "YS", "12h"}) {
    const Frequency frequency = Frequency::parse(spelling);
    for (const char* name : {"easter", "thanksgiving"}) {
      for (Period period = 40; period < 700; period += 7) {
        ASSERT_EQ(periods_to_holiday(frequency, period, name), slow_distance(frequency, period, name))
            << spelling << " " << name << " " << period;
      }
    }
  }
}

TEST(Calendar, TheWeekOfEasterIsAtDistance0AndItsNeighboursAt1) {
  const Frequency weeks = Frequency::parse("W-SUN");
  const Period easter = at(weeks, easter_sunday(2025));
  EXPECT_EQ(periods_to_holiday(weeks, easter, "easter"), 0);
  EXPECT_EQ(periods_to_holiday(weeks, easter - 3, "easter"), 3);
  EXPECT_EQ(periods_to_holiday(weeks, easter + 2, "easter"), -2);
}

TEST(Calendar, HolidaysOfAPeriodAreCountedByDay) {
  const Frequency months = Frequency::parse("MS"), weeks = Frequency::parse("W-SUN");
  EXPECT_EQ(holiday_count(months, at(months, {2024, 5, 1}), "DE"), 3);
  EXPECT_EQ(holiday_count(weeks, at(weeks, {2024, 12, 29}), "Germany"), 2);
  EXPECT_EQ(holiday_count(weeks, at(weeks, {2024, 2, 25}), "DE"), 0);
}

TEST(Calendar, IntegersLieOnNoCalendar) { EXPECT_THROW(calendar_of(Frequency::parse("1"), 5), ConfigError); }

}  // namespace
}  // namespace demandcast
