// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/holidays.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "demandcast/core/error.h"
#include "demandcast/data/moving_holidays.h"

namespace demandcast {
namespace {

constexpr Timestamp kDay = 86400;

std::vector<std::string> days_of_year(std::string_view country, int year) {
  std::vector<std::string> days;
  for (const Holiday& holiday : holidays_between(country, timestamp_of({year, 1, 1}), timestamp_of({year, 12, 31}))) {
    days.push_back(format_timestamp(holiday.day));
  }
  return days;
}

bool has(std::string_view country, Timestamp day, std::string_view name) {
  const auto found = holidays_between(country, day, day);
  return std::ranges::any_of(found,
                             [&](const Holiday& holiday) { return holiday.name.find(name) != std::string_view::npos; });
}

TEST(Holidays, AreThoseThatTheLawsOfGermanyAndTheUnitedStatesName) {
  EXPECT_THAT(days_of_year("DE", 2024),
              testing::ElementsAre("2024-01-01", "2024-03-29", "2024-04-01", "2024-05-01", "2024-05-09", "2024-05-20",
                                   "2024-10-03", "2024-12-25", "2024-12-26"));
  EXPECT_THAT(days_of_year("US", 2024),
              testing::ElementsAre("2024-01-01", "2024-01-15", "2024-02-19", "2024-05-27", "2024-06-19", "2024-07-04",
                                   "2024-09-02", "2024-10-14", "2024-11-11", "2024-11-28", "2024-12-25"));
}

TEST(Holidays, EasterAndThanksgivingFallWhereTheirRulesSay) {
  for (int year = 1991; year <= 2040; ++year) {
    const Timestamp easter = moving_holiday("easter", year);
    EXPECT_TRUE(has("DE", easter - 2 * kDay, "Good Friday")) << year;
    EXPECT_TRUE(has("France", easter + kDay, "Easter Monday")) << year;
    EXPECT_TRUE(has("US", moving_holiday("thanksgiving", year), "Thanksgiving")) << year;
    EXPECT_TRUE(has("US", moving_holiday("labor_day", year), "Labor Day")) << year;
  }
}

TEST(Holidays, ACountryHasManySpellings) {
  for (const char* spelling : {"US", "us", "USA", "United States", "united_states", "united-states"}) {
    EXPECT_EQ(find_holiday_country(spelling).code, "US") << spelling;
  }
  EXPECT_EQ(find_holiday_country("UK").code, "GB");
}

TEST(Holidays, EveryCountryIsFoundByItsCodeAndName) {
  EXPECT_GE(holiday_countries().size(), 200U);
  std::set<std::string_view> codes;
  for (const HolidayCountry& country : holiday_countries()) {
    EXPECT_TRUE(codes.insert(country.code).second) << country.code;
    EXPECT_EQ(find_holiday_country(country.code).code, country.code);
    EXPECT_EQ(find_holiday_country(country.name).code, country.code) << country.name;
  }
}

TEST(Holidays, AreSortedAndWithinTheirRange) {
  const Timestamp from = timestamp_of({2023, 3, 14}), to = timestamp_of({2026, 8, 2});
  for (const HolidayCountry& country : holiday_countries()) {
    Timestamp before = from;
    for (const Holiday& holiday : holidays_between(country.code, from, to)) {
      ASSERT_LE(before, holiday.day) << country.code;
      ASSERT_LE(holiday.day, to) << country.code;
      ASSERT_FALSE(holiday.name.empty());
      before = holiday.day;
    }
  }
}

TEST(Holidays, BothEndsCountAndHoursDoNotMatter) {
  const Timestamp christmas = timestamp_of({2024, 12, 25});
  EXPECT_EQ(holidays_between("DE", christmas, christmas).size(), 1U);
  EXPECT_EQ(holidays_between("DE", christmas + 13 * 3600, christmas + kDay + 3600).size(), 2U);
  EXPECT_EQ(holidays_between("DE", christmas - 2 * kDay, christmas - kDay).size(), 0U);
  EXPECT_EQ(holidays_between("DE", christmas, christmas - kDay).size(), 0U);
}

TEST(Holidays, AnUnknownCountryIsToldWithItsNearest) {
  try {
    find_holiday_country("Germny");
    FAIL() << "wanted a ConfigError";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("did you mean \"Germany\""));
  }
}

TEST(Holidays, AYearThatIsNotKnownIsNoYearWithoutHolidays) {
  EXPECT_THROW(holidays_between("DE", timestamp_of({2040, 12, 1}), timestamp_of({2041, 1, 2})), DataError);
  EXPECT_THROW(holidays_between("DE", timestamp_of({1980, 1, 1}), timestamp_of({2000, 1, 1})), DataError);
}

}  // namespace
}  // namespace demandcast
