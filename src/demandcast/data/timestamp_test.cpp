// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/timestamp.h"

#include <gtest/gtest.h>

namespace demandcast {
namespace {

TEST(Timestamp, ReadsTheSpellingsInUse) {
  const Timestamp midnight = timestamp_of({2026, 11, 24});
  for (const char* text : {"2026-11-24", "2026/11/24", "20261124", "2026-11-24 00:00:00", "2026-11-24T00:00:00Z",
                           "2026-11-24T00:00:00.000", "2026-11-24T00:00:00+00:00"}) {
    EXPECT_EQ(parse_timestamp(text), midnight) << text;
  }
  EXPECT_EQ(parse_timestamp("2026-11-24 13:45"), midnight + 13 * 3600 + 45 * 60);
}

TEST(Timestamp, RefusesWhatIsNoDate) {
  for (const char* text : {"", "2026-02-30", "2026-13-01", "24.11.2026", "2026-11-24x", "2026-11-24 12:00+01:00",
                           "2026-11-24 25:00", "2026-11", "2026-11-24 12:00:00.5", "n/a"}) {
    EXPECT_EQ(parse_timestamp(text), std::nullopt) << text;
  }
}

TEST(Timestamp, KeepsEveryDayFromYear1ToYear9999) {
  for (Timestamp day = timestamp_of({1, 1, 1}); day <= timestamp_of({9999, 12, 31}); day += 86400 * 97) {
    ASSERT_EQ(timestamp_of(date_of(day)), day);
    ASSERT_EQ(parse_timestamp(format_timestamp(day)), day) << format_timestamp(day);
  }
}

TEST(Timestamp, KnowsTheWeekday) {
  EXPECT_EQ(weekday_of(timestamp_of({2026, 11, 24})), 1) << "a Tuesday";
  EXPECT_EQ(weekday_of(timestamp_of({1969, 12, 28})), 6) << "a Sunday before 1970";
}

}  // namespace
}  // namespace demandcast
