// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/event_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"
#include "demandcast/data/data_file_test.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

EventTable read(const std::string& text) { return read_event_table(test_file("events.csv", text)); }

std::string refused(const std::string& text) {
  try {
    read(text);
  } catch (const DataError& error) {
    return error.what();
  }
  return "nothing was refused";
}

TEST(EventTable, HasARowForEachTimeThatAnEventComes) {
  const EventTable events = read(
      "event,first,last,unique_id,store\nsale,2024-03-01,2024-03-03,,7\nfair,2024-05-09,,A1,\nsale,2025-03-07,,,\n");
  EXPECT_THAT(events.names, ElementsAre("fair", "sale"));
  EXPECT_THAT(events.scope_columns, ElementsAre("unique_id", "store"));
  ASSERT_EQ(events.rows.size(), 3U);
  EXPECT_EQ(events.rows[0].event, 1U);
  EXPECT_EQ(events.rows[0].first, timestamp_of({2024, 3, 1}));
  EXPECT_EQ(events.rows[0].last, timestamp_of({2024, 3, 3}));
  EXPECT_THAT(events.rows[0].scope, ElementsAre("", "7"));
  EXPECT_EQ(events.rows[1].last, timestamp_of({2024, 5, 9})) << "one day, where no last is given";
  EXPECT_THAT(events.rows[1].scope, ElementsAre("A1", ""));
}

TEST(EventTable, UnderstandsDaysByOtherNamesAndAsDigits) {
  EXPECT_EQ(read("event,ds\n7,20240301\n").rows[0].first, timestamp_of({2024, 3, 1}));
  EXPECT_THAT(read("date,event\n2024-03-01,7\n").names, ElementsAre("7")) << "names are texts";
}

TEST(EventTable, IsRefusedWithPlaceAndWish) {
  EXPECT_THAT(refused("name,first\nsale,2024-03-01\n"), HasSubstr("no column \"event\""));
  EXPECT_THAT(refused("event,when\nsale,2024-03-01\n"), HasSubstr("no column \"first\""));
  EXPECT_THAT(refused("event,first\nsale,soon\n"), HasSubstr("row 1: \"soon\" is no day such as 2024-11-29"));
  EXPECT_THAT(refused("event,first,last\na,2024-03-01,\nb,2024-03-02,2024-03-01\n"),
              HasSubstr("row 2: it ends on 2024-03-01, before it begins"));
  EXPECT_THAT(refused("event,first\n,2024-03-01\n"), HasSubstr("row 1: the event has no name"));
  std::string many = "event,first\n";
  for (int i = 0; i <= static_cast<int>(kMostEvents); ++i) many += "e" + std::to_string(i) + ",2024-03-01\n";
  EXPECT_THAT(refused(many), HasSubstr("101 different events, at most 100 wanted"));
}

}  // namespace
}  // namespace demandcast
