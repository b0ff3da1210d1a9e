// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/frequency.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

struct Case {
  std::string spelling;
  std::vector<std::string> dates;  // pandas 2.3: pd.date_range("2023-12-20", periods=4, freq=spelling)
};

const std::vector<Case> kPandas = {
    {"D", {"2023-12-20", "2023-12-21", "2023-12-22", "2023-12-23"}},
    {"W-FRI", {"2023-12-22", "2023-12-29", "2024-01-05", "2024-01-12"}},
    {"W-SUN", {"2023-12-24", "2023-12-31", "2024-01-07", "2024-01-14"}},
    {"MS", {"2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"}},
    {"ME", {"2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31"}},
    {"QS", {"2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01"}},
    {"QE", {"2023-12-31", "2024-03-31", "2024-06-30", "2024-09-30"}},
    {"QS-FEB", {"2024-02-01", "2024-05-01", "2024-08-01", "2024-11-01"}},
    {"YS", {"2024-01-01", "2025-01-01", "2026-01-01", "2027-01-01"}},
    {"YE", {"2023-12-31", "2024-12-31", "2025-12-31", "2026-12-31"}},
    {"YE-JUN", {"2024-06-30", "2025-06-30", "2026-06-30", "2027-06-30"}},
    {"h", {"2023-12-20", "2023-12-20 01:00:00", "2023-12-20 02:00:00", "2023-12-20 03:00:00"}},
    {"15min", {"2023-12-20", "2023-12-20 00:15:00", "2023-12-20 00:30:00", "2023-12-20 00:45:00"}},
};

std::vector<Timestamp> times_of(const std::vector<std::string>& dates) {
  std::vector<Timestamp> times;
  for (const std::string& date : dates) times.push_back(parse_timestamp(date).value());
  return times;
}

TEST(Frequency, CountsTheDatesThatPandasGives) {
  for (const Case& c : kPandas) {
    const Frequency frequency = Frequency::parse(c.spelling);
    const Period first = frequency.period_at(times_of(c.dates).front()).value();
    for (std::size_t i = 0; i < c.dates.size(); ++i) {
      const Period period = first + static_cast<Period>(i);
      EXPECT_EQ(frequency.format(period), c.dates[i]) << c.spelling;
      EXPECT_EQ(frequency.period_at(frequency.timestamp_of(period)), period) << c.spelling;
    }
  }
}

TEST(Frequency, IsFoundFromDatesWithItsAnchor) {
  for (const Case& c : kPandas) {
    const auto found = Frequency::find(times_of(c.dates));
    ASSERT_TRUE(found) << c.spelling;
    const Frequency given = Frequency::parse(c.spelling);
    EXPECT_EQ(found->timestamp_of(found->period_at(times_of(c.dates)[1]).value() + 1),
              given.timestamp_of(given.period_at(times_of(c.dates)[1]).value() + 1))
        << c.spelling << " found as " << found->name();
  }
}

TEST(Frequency, IsFoundThroughGapsAndNotForDatesWithoutAGrid) {
  EXPECT_EQ(Frequency::find(times_of({"2024-01-05", "2024-01-26", "2024-02-02", "2024-03-01"}))->name(), "W-FRI");
  EXPECT_EQ(Frequency::find(times_of({"2024-01-05", "2024-01-12", "2024-01-14"})), std::nullopt)
      << "a week and two days";
  EXPECT_EQ(Frequency::find(times_of({"2024-01-05"})), std::nullopt);
}

// pandas 2.3: date_range("1968-05-07", periods=4, freq=spelling), and the name that infer_freq gives for it, quarters
// by the first month of the year in which one starts, or the last in which one ends.
struct Multiple {
  std::string spelling;
  std::vector<std::string> dates;
  std::string found;
};
const std::vector<Multiple> kMultiples = {
    {"2D", {"1968-05-07", "1968-05-09", "1968-05-11", "1968-05-13"}, "2D"},
    {"2W-MON", {"1968-05-13", "1968-05-27", "1968-06-10", "1968-06-24"}, "2W-MON"},
    {"4h", {"1968-05-07", "1968-05-07 04:00:00", "1968-05-07 08:00:00", "1968-05-07 12:00:00"}, "4h"},
    {"45min", {"1968-05-07", "1968-05-07 00:45:00", "1968-05-07 01:30:00", "1968-05-07 02:15:00"}, "45min"},
    {"2MS", {"1968-06-01", "1968-08-01", "1968-10-01", "1968-12-01"}, "2MS"},
    {"3ME", {"1968-05-31", "1968-08-31", "1968-11-30", "1969-02-28"}, "QE-NOV"},
    {"2QS-FEB", {"1968-08-01", "1969-02-01", "1969-08-01", "1970-02-01"}, "2QS-FEB"},
    {"2YS", {"1969-01-01", "1971-01-01", "1973-01-01", "1975-01-01"}, "2YS"},
};

TEST(Frequency, LaysTheGridOfAMultipleThroughADate) {
  for (const Multiple& c : kMultiples) {
    const auto times = times_of(c.dates);
    const Frequency frequency = Frequency::parse(c.spelling).aligned_to(times.back());
    const auto first = frequency.period_at(times.front());
    ASSERT_TRUE(first) << c.spelling;
    for (std::size_t i = 0; i < times.size(); ++i) {
      const Period period = *first + static_cast<Period>(i);
      EXPECT_EQ(frequency.format(period), c.dates[i]) << c.spelling;
      EXPECT_EQ(frequency.period_at(times[i]), period) << c.spelling;
    }
  }
  EXPECT_EQ(Frequency::parse("2D").aligned_to(times_of({"1968-05-08"})[0]).period_at(times_of({"1968-05-07"})[0]),
            std::nullopt);
  EXPECT_EQ(Frequency::parse("2W-MON").aligned_to(times_of({"1968-05-07"})[0]), Frequency::parse("2W-MON"))
      << "a Tuesday";
}

TEST(Frequency, IsFoundAsAMultipleWithItsPhase) {
  for (const Multiple& c : kMultiples) {
    const auto times = times_of(c.dates);
    const auto found = Frequency::find(times);
    ASSERT_TRUE(found) << c.spelling;
    EXPECT_EQ(found->name(), c.found);
    for (std::size_t i = 1; i < times.size(); ++i) {
      EXPECT_EQ(found->timestamp_of(found->period_at(times[i - 1]).value() + 1), times[i]) << c.spelling;
    }
  }
}

TEST(Frequency, IsFoundWithoutTwoNeighbouringDatesWhereEnoughTellIt) {
  EXPECT_EQ(Frequency::find(times_of({"2024-01-01", "2024-01-15"})), std::nullopt) << "two dates tell no multiple";
  const auto sold = times_of({"2024-01-03", "2024-01-08", "2024-01-15", "2024-01-17", "2024-01-26"});
  EXPECT_EQ(Frequency::find(sold)->name(), "D");
  const auto two_weeks = times_of({"2024-01-01", "2024-01-15", "2024-02-26", "2024-03-11", "2024-04-08"});
  EXPECT_EQ(Frequency::find(two_weeks)->name(), "2W-MON");
}

TEST(Frequency, CountsIntegersByTheirStep) {
  const Frequency by_five = Frequency::parse("5").aligned_to(3);
  EXPECT_EQ(*by_five.period_at(13) - *by_five.period_at(3), 2);
  EXPECT_EQ(by_five.period_at(14), std::nullopt);
}

TEST(Frequency, ReadsOldSpellingsAndWritesTheNewOnes) {
  const std::vector<std::pair<std::string, std::string>> spellings = {
      {"M", "ME"},    {"Q", "QE"},      {"A", "YE"},          {"Y", "YE"},          {"AS", "YS"}, {"H", "h"},
      {"W", "W-SUN"}, {"15T", "15min"}, {"2W-MON", "2W-MON"}, {"QE-JUN", "QE-JUN"}, {"1d", "D"},  {"1mo", "MS"}};
  for (const auto& [given, written] : spellings) EXPECT_EQ(Frequency::parse(given).name(), written) << given;
}

TEST(Frequency, RefusesWhatItDoesNotKnow) {
  for (const char* spelling : {"", "fortnight", "W-FRY", "QS-FOO", "0D", "D-MON"}) {
    EXPECT_THROW(Frequency::parse(spelling), ConfigError) << spelling;
  }
}

TEST(Frequency, HoldsNoDateOffItsGridAlsoBefore1970) {
  EXPECT_EQ(Frequency::parse("W-FRI").period_at(timestamp_of({2024, 1, 4})), std::nullopt);
  EXPECT_EQ(Frequency::parse("MS").period_at(timestamp_of({2024, 1, 2})), std::nullopt);
  const Frequency weekly = Frequency::parse("W-FRI");
  const Period period = weekly.period_at(timestamp_of({1969, 12, 26})).value();
  EXPECT_EQ(weekly.format(period + 1), "1970-01-02");
}

TEST(Frequency, CountsIntegersAsTheyAre) {
  const Frequency integers = Frequency::parse("1");
  EXPECT_EQ(integers.period_at(17), 17);
  EXPECT_EQ(integers.format(17), "17");
  EXPECT_EQ(Frequency::parse("MS").default_season(), 12);
}

}  // namespace
}  // namespace demandcast
