// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/panel.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/data/panel_view.h"

namespace demandcast {
namespace {

constexpr CellState kMissing = CellState::kMissing, kObserved = CellState::kObserved, kCensored = CellState::kCensored;

Channel channel_of(std::string name, ChannelRole role, std::vector<float> values) {
  Channel channel;
  channel.name = std::move(name);
  channel.role = role;
  channel.offsets = {0, std::ssize(values)};
  channel.first_period = {10};
  channel.values = std::move(values);
  return channel;
}

Panel one_series() {
  return Panel(Frequency::parse("D"),
               {{"A", 10, {1, 2, 3, 4, 5}, {kObserved, kMissing, kCensored, kObserved, kObserved}}},
               {channel_of("price", ChannelRole::kKnownFuture, {9, 9, 8, 8, 7, 7, 6}),
                channel_of("views", ChannelRole::kPastOnly, {1, 2, 3, 4, 5, 6, 7})});
}

TEST(Panel, HoldsTheCellsOfEachSeriesAndHidesTheMissingOnes) {
  const Panel panel = one_series();
  EXPECT_EQ(panel.last_period(), 14);
  EXPECT_EQ(panel.target(0)[2], 3);
  EXPECT_TRUE(std::isnan(panel.target(0)[1]));
  EXPECT_EQ(panel.find("A"), 0u);
  EXPECT_EQ(panel.find("B"), std::nullopt);
}

TEST(Panel, RefusesTheSameSeriesTwiceAndChannelsThatDoNotFit) {
  EXPECT_THROW(Panel(Frequency::parse("D"), {{"A", 0, {1}, {kObserved}}, {"A", 0, {1}, {kObserved}}}), DataError);
  EXPECT_THROW(Panel(Frequency::parse("D"), {{"A", 0, {1}, {}}}), DataError);
  EXPECT_THROW(Panel(Frequency::parse("D"), {}, {channel_of("price", ChannelRole::kKnownFuture, {1})}), DataError);
}

TEST(Panel, FindsEverySeriesInWhateverOrderTheyCome) {
  const std::vector<std::vector<std::string>> orders{{"A", "AB", "B"}, {"B", "A", "AB"}};
  for (const auto& ids : orders) {
    std::vector<SeriesInput> series;
    for (const std::string& id : ids) series.push_back({id, 0, {1}, {kObserved}});
    const Panel panel(Frequency::parse("D"), series);
    for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(panel.find(ids[i]), i);
    for (const char* absent : {"", "AA", "C"}) EXPECT_EQ(panel.find(absent), std::nullopt);
  }
  EXPECT_EQ(Panel().find("A"), std::nullopt);
  EXPECT_THROW(Panel(Frequency::parse("D"),
                     {{"B", 0, {1}, {kObserved}}, {"A", 0, {1}, {kObserved}}, {"B", 0, {1}, {kObserved}}}),
               DataError);
}

TEST(Panel, RefusesCellsThatDoNotFitEachOther) {
  SeriesCells cells;
  cells.add({"A", 0, {1, 2}, {kObserved, kMissing}});
  EXPECT_EQ(Panel::of_cells(Frequency::parse("D"), cells).cell_count(), 2u);
  SeriesCells states = cells, offsets = cells, ids = cells;
  states.states.pop_back();
  offsets.offsets.back() = 1;
  ids.ids.push_back("B");
  for (const SeriesCells& bad : {states, offsets, ids}) {
    EXPECT_THROW(Panel::of_cells(Frequency::parse("D"), bad), DataError);
  }
}

TEST(PanelView, EndsAtItsOrigin) {
  const Panel panel = one_series();
  const SeriesView series = PanelView(panel, 12).series(0);
  EXPECT_EQ(series.length(), 3u);
  EXPECT_EQ(series.target().size(), 3u);
  EXPECT_EQ(series.states().back(), kCensored);
}

TEST(PanelView, ShowsPlansAfterTheOriginButNothingThatWasSeenLater) {
  const Panel panel = one_series();
  const SeriesView series = PanelView(panel, 12).series(0);
  const auto price = series.channel(panel.channels()[0], 12, 17);
  EXPECT_EQ(std::vector<double>(price.begin(), price.begin() + 5), (std::vector<double>{8, 8, 7, 7, 6}));
  EXPECT_TRUE(std::isnan(price[5]));
  const auto views = series.channel(panel.channels()[1], 11, 13);
  EXPECT_EQ(views[1], 3);
  EXPECT_TRUE(std::isnan(views[2]));
}

TEST(PanelView, CountsPeriodsAfterTheEndOfASeriesAsMissing) {
  const Panel panel = one_series();
  const auto history = PanelView(panel, 16).series(0).observed_history();
  ASSERT_EQ(history.size(), 7u);
  EXPECT_EQ(history[0], 1);
  EXPECT_TRUE(std::isnan(history[1])) << "missing";
  EXPECT_TRUE(std::isnan(history[2])) << "censored";
  EXPECT_EQ(history[4], 5);
  EXPECT_TRUE(std::isnan(history[6])) << "after the end";
}

TEST(PanelView, IsEmptyForASeriesThatStartsAfterTheOrigin) {
  const Panel panel = one_series();
  EXPECT_EQ(PanelView(panel, 8).series(0).length(), 0u);
  EXPECT_TRUE(PanelView(panel, 8).series(0).observed_history().empty());
}

TEST(PanelView, MovesEveryOriginEarlier) {
  const Panel panel = one_series();
  EXPECT_EQ(PanelView(panel, std::vector<Period>{13}).earlier(2).origin(0), 11);
  EXPECT_EQ(PanelView(panel, Period{13}).earlier(2).origin(0), 11);
}

}  // namespace
}  // namespace demandcast
