// What the chart of a series shows and leaves out.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/fan_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/report/report_sample.h"

namespace demandcast {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

SeriesFan fan_over(const std::string& model, std::vector<std::string> dates) {
  SeriesFan fan{model, "c", std::move(dates), {0.5}, {}, {}};
  fan.quantiles.assign(fan.dates.size(), 1);
  return fan;
}

TEST(FanChart, BandsPairTheLevelsFromOutsideIn) {
  EXPECT_THAT(band_levels({0.1, 0.25, 0.5, 0.75, 0.9}), ElementsAre(Pair(0, 4), Pair(1, 3)));
  EXPECT_THAT(band_levels({0.5}), ElementsAre());
  EXPECT_EQ(band_levels(std::vector<double>(99, 0.5)).size(), 4U);
  EXPECT_EQ(middle_level({0.1, 0.5, 0.9, 0.95}), 1U);
}

TEST(FanChart, LeavesOutAnOlderFanThatANewerOneOverlaps) {
  SeriesPage page;
  page.fans = {fan_over("a", {"1", "2"}), fan_over("a", {"2", "3"}), fan_over("b", {"1", "2"}), fan_over("a", {"4"})};
  EXPECT_THAT(fans_to_draw(page, "a"), ElementsAre(&page.fans[1], &page.fans[3]));
}

TEST(FanChart, ShowsPeriodsThatOnlyAForecastHas) {
  SeriesPage page;
  page.dates = {"1", "2"};
  page.actuals = {4, 5};
  page.states = {CellState::kObserved, CellState::kCensored};
  page.fans = {fan_over("a", {"3", "4"})};
  const Timeline timeline = timeline_of(page);
  EXPECT_THAT(timeline.dates, ElementsAre("1", "2", "3", "4"));
  EXPECT_EQ(timeline.states[3], CellState::kMissing);
}

TEST(FanChart, ShadesRunsOfStockOuts) {
  SeriesPage page;
  page.id = "a";
  page.dates = {"1", "2", "3", "4"};
  page.actuals = {4, 5, 6, 7};
  page.states = {CellState::kCensored, CellState::kCensored, CellState::kObserved, CellState::kCensored};
  const std::string chart = fan_chart(page, timeline_of(page), "m", 7);
  EXPECT_THAT(chart, HasSubstr("stock-out from 1 to 2"));
  EXPECT_THAT(chart, HasSubstr("stock-out from 4 to 4"));
  EXPECT_THAT(chart, Not(HasSubstr("price")));
}

TEST(FanChart, CutsALongHistoryButNoForecast) {
  const SeriesPage page = sample_report().pages[0];
  const Timeline timeline = timeline_of(page);
  EXPECT_LT(timeline.dates.size(), page.dates.size());
  for (const SeriesFan& fan : page.fans) EXPECT_GE(timeline.find(fan.dates.front()), 0);
}

}  // namespace
}  // namespace demandcast
