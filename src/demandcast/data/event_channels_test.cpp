// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/event_channels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/data/data_file_test.h"
#include "demandcast/data/panel_view.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsNan;

EventTable read(const std::string& text) { return read_event_table(test_file("events.csv", text)); }

/// Series A, B in store 1 and C in store 2, sixty periods each from 2024-01-01 or the week that holds it.
Panel stores(const char* frequency) {
  const Frequency steps = Frequency::parse(frequency);
  Period first = 0;
  while (steps.timestamp_of(first) < timestamp_of({2024, 1, 1})) ++first;
  std::vector<SeriesInput> series;
  for (const char* id : {"A", "B", "C"}) {
    series.push_back({id, first, std::vector<float>(60, 1), std::vector<CellState>(60, CellState::kObserved)});
  }
  StaticColumn store{"store", StaticKind::kNumber, 1, {1, 1, 2}, {}, {}};
  StaticColumn country{"country", StaticKind::kCategory, 1, {}, {0, 1, 1}, {"DE", "FR"}};
  return {steps, std::move(series), {}, {store, country}};
}

std::vector<double> values(const Panel& panel, const std::string& name, std::size_t series, int from, int to) {
  const PanelView view(panel, panel.last_period());
  const auto channel = std::ranges::find(view.channels(), name, &Channel::name);
  if (channel == view.channels().end()) return {};
  const Period first = panel.first_period(series);
  return view.series(series).channel(*channel, first + from, first + to);
}

Panel with(const Panel& panel, const std::string& table) {
  return with_events(panel, read(table), "unique_id", panel.last_period());
}

TEST(EventChannels, TellWhichShareOfAPeriodAnEventTakes) {
  const Panel days = with(stores("D"), "event,first,last\nsale,2024-01-03,2024-01-04\n");
  EXPECT_THAT(values(days, "on_sale", 0, 1, 4), ElementsAre(0, 1, 1, 0));
  // Weeks that end on Sundays: 1 to 7 January, 8 to 14.
  const Panel weeks = with(stores("W-SUN"), "event,first,last\nsale,2024-01-06,2024-01-10\n");
  EXPECT_THAT(values(weeks, "on_sale", 0, 0, 2),
              ElementsAre(testing::DoubleNear(2.0 / 7, 1e-6), testing::DoubleNear(3.0 / 7, 1e-6), 0));
}

TEST(EventChannels, CountPeriodsToTheNearestTimeOfAnEvent) {
  const Panel weeks = with(stores("W-SUN"), "event,first\nsale,2024-03-13\nsale,2024-04-10\n");  // weeks 10 and 14
  EXPECT_THAT(values(weeks, "to_sale", 0, 0, 16),
              ElementsAre(IsNan(), IsNan(), 8, 7, 6, 5, 4, 3, 2, 1, 0, -1, 2, 1, 0, -1, -2))
      << "of two at one distance the one to come";
  const Panel days = with(stores("D"), "event,first\nsale,2024-02-01\n");  // the 31st day after the first
  EXPECT_THAT(values(days, "to_sale", 0, 2, 4), ElementsAre(IsNan(), 28, 27)) << "days see four weeks";
}

TEST(EventChannels, SeeEventsBeforeTheFirstPeriodAndAheadOfTheNewest) {
  const Panel weeks = with(stores("W-SUN"), "event,first\nsale,2023-12-20\nsale,2025-03-05\n");
  EXPECT_THAT(values(weeks, "to_sale", 0, 0, 1), ElementsAre(-2, -3));
  EXPECT_THAT(values(weeks, "on_sale", 0, 60, 62), ElementsAre(0, testing::DoubleNear(1.0 / 7, 1e-6), 0));
  EXPECT_THAT(values(weeks, "to_sale", 0, 60, 62), ElementsAre(1, 0, -1));
  EXPECT_THAT(values(weeks, "on_sale", 0, 59 + 105, 59 + 105), ElementsAre(IsNan())) << "beyond two years";
}

TEST(EventChannels, ConcernWhomTheTableSays) {
  const Panel made = with(stores("D"),
                          "event,first,unique_id,store,country\n"
                          "all,2024-01-02,,,\none,2024-01-02,B,,\nstore,2024-01-02,,2,\nland,2024-01-02,,,FR\n"
                          "both,2024-01-02,,1,FR\nboth,2024-01-03,A,2,\n");
  const auto concerned = [&](const std::string& event) {
    std::vector<double> days;
    for (std::size_t i = 0; i < 3; ++i) days.push_back(values(made, "on_" + event, i, 1, 1).front());
    return days;
  };
  EXPECT_THAT(concerned("all"), ElementsAre(1, 1, 1));
  EXPECT_THAT(concerned("one"), ElementsAre(0, 1, 0));
  EXPECT_THAT(concerned("store"), ElementsAre(0, 0, 1));
  EXPECT_THAT(concerned("land"), ElementsAre(0, 1, 1));
  EXPECT_THAT(concerned("both"), ElementsAre(0, 1, 0));
  EXPECT_THAT(values(made, "on_both", 0, 2, 2), ElementsAre(0)) << "A is in store 1";
  const auto all = std::ranges::find(made.channels(), "on_all", &Channel::name);
  EXPECT_EQ(all->first_period.size(), 1U) << "one row for all series";
  EXPECT_EQ(std::ranges::find(made.channels(), "to_one", &Channel::name)->first_period.size(), 2U);
}

TEST(EventChannels, OfOneEventThatIsTwiceInTheTableCountOnce) {
  const Panel days = with(stores("D"), "event,first\nsale,2024-01-03\nsale,2024-01-03\n");
  EXPECT_THAT(values(days, "on_sale", 0, 2, 2), ElementsAre(1));
}

TEST(EventChannels, AreRefusedWhereTheyCannotBe) {
  const auto refused = [](const Panel& panel, const std::string& table) {
    try {
      with(panel, table);
    } catch (const ConfigError& error) {
      return std::string(error.what());
    }
    return std::string("nothing was refused");
  };
  EXPECT_THAT(refused(stores("D"), "event,first,stroe\nsale,2024-01-03,1\n"), HasSubstr("did you mean \"store\"?"));
  EXPECT_THAT(refused(with(stores("D"), "event,first\nsale,2024-01-03\n"), "event,first\nsale,2024-01-03\n"),
              HasSubstr("the data have one of that name"));
  const Panel integers(Frequency::parse("1"), {{"A", 0, {1}, {CellState::kObserved}, {}}});
  EXPECT_THAT(refused(integers, "event,first\nsale,2024-01-03\n"), HasSubstr("the periods of the data are integers"));
}

TEST(EventChannels, AreNotedWhereTheyEndOrConcernNobody) {
  const Panel panel = stores("D");  // up to 2024-02-29
  FaultList faults;
  note_events(panel, read("event,first,store\nold,2024-02-29,\nnew,2024-01-02,\nnew,2024-03-01,1\nidle,2024-03-01,9\n"),
              "unique_id", panel.last_period(), faults);
  const auto told = faults.finish();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].kind, "idle_event");
  EXPECT_THAT(told[0].places, ElementsAre("idle (row 4)"));
  EXPECT_EQ(told[1].kind, "past_event");
  EXPECT_THAT(told[1].places, ElementsAre("old, 2024-02-29"));
}

}  // namespace
}  // namespace demandcast
