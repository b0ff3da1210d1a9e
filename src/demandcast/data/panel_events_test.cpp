// Public holidays as events; events of a table are in event_channels_test.cpp.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel_events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"
#include "demandcast/data/data_file_test.h"
#include "demandcast/data/panel_view.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Days from 2024-04-28 of two series, one sold in Germany and one in France.
DataSource spring() {
  DataSource source;
  source.path = test_file("sales.csv",
                          "unique_id,ds,y\n" + rows_of("A", {2024, 4, 28}, 1, 20) + rows_of("B", {2024, 4, 28}, 1, 20));
  source.statics_path = test_file("statics.csv", "unique_id,land,shop\nA,Germany,1\nB,fr,2\n");
  return source;
}

std::vector<double> values(const Panel& panel, const std::string& name, std::size_t series, Date from, int days) {
  const PanelView view(panel, panel.last_period());
  const auto channel = std::ranges::find(view.channels(), name, &Channel::name);
  if (channel == view.channels().end()) return {};
  const Period first = *panel.frequency().period_at(timestamp_of(from));
  return view.series(series).channel(*channel, first, first + days - 1);
}

std::string refused(const DataSource& source) {
  try {
    read_panel_or_throw(source);
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was refused";
}

TEST(PanelEvents, ArePublicHolidaysOfOneCountryForAll) {
  DataSource source = spring();
  source.events.holidays = "DE";
  const Panel panel = read_panel_or_throw(source);
  EXPECT_THAT(values(panel, "on_holiday", 0, {2024, 4, 30}, 3), ElementsAre(0, 1, 0));
  EXPECT_THAT(values(panel, "on_holiday", 1, {2024, 5, 8}, 2), ElementsAre(0, 1)) << "Ascension Day";
  EXPECT_THAT(values(panel, "to_holiday", 1, {2024, 12, 23}, 5), ElementsAre(2, 1, 0, 0, -1)) << "ahead of the data";
}

TEST(PanelEvents, ArePublicHolidaysOfTheCountryThatAStaticTells) {
  DataSource source = spring();
  source.events.holidays = "land";
  const Panel panel = read_panel_or_throw(source);
  EXPECT_THAT(values(panel, "on_holiday", 0, {2024, 5, 8}, 2), ElementsAre(0, 1));
  EXPECT_THAT(values(panel, "on_holiday", 1, {2024, 5, 8}, 2), ElementsAre(1, 1)) << "Victory Day in France";
}

TEST(PanelEvents, OfATableAndHolidaysStandSideBySide) {
  DataSource source = spring();
  source.events = {test_file("events.csv", "event,first\nfair,2024-05-04\n"), "DE"};
  const Panel panel = read_panel_or_throw(source);
  std::vector<std::string> names;
  for (const Channel& channel : panel.channels()) names.push_back(channel.name);
  EXPECT_THAT(names, ElementsAre("on_fair", "to_fair", "on_holiday", "to_holiday"));
  const ReadReport report = read_panel(source).report;
  const auto past = std::ranges::find(report.faults, "past_event", &Fault::kind);
  ASSERT_NE(past, report.faults.end());
  EXPECT_THAT(past->places, ElementsAre("fair, 2024-05-04"));
}

TEST(PanelEvents, AreRefusedForCountriesAndYearsThatAreNotKnown) {
  DataSource source = spring();
  source.events.holidays = "Germny";
  EXPECT_THAT(refused(source), HasSubstr("Germany"));
  source.events.holidays = "shop";
  EXPECT_THAT(refused(source), HasSubstr("holds no names or codes of countries"));
  source = spring();
  source.path = test_file("later.csv", "unique_id,ds,y\n" + rows_of("A", {2060, 4, 28}, 1, 20));
  source.events.holidays = "DE";
  EXPECT_THAT(refused(source), HasSubstr("those of Germany are known from"));
}

}  // namespace
}  // namespace demandcast
