// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/series_pools.h"

#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

SeriesInput observed(std::string id, std::vector<float> y, Period first) {
  std::vector<CellState> states(y.size(), CellState::kObserved);
  return {std::move(id), first, std::move(y), std::move(states)};
}

StaticColumn category(std::vector<std::string> names, std::vector<std::int32_t> codes) {
  StaticColumn column;
  column.name = "category";
  column.kind = StaticKind::kCategory;
  column.categories = std::move(names);
  column.codes = std::move(codes);
  return column;
}

/// Months: a year is a season. Launched 40, 14, 8 and 3 months ago.
Panel panel(std::vector<std::string> names = {"toys", "tools"}, std::vector<std::int32_t> codes = {0, 1, -1, 1}) {
  std::vector<SeriesInput> series{
      observed("old", std::vector<float>(40, 100), 0), observed("young", std::vector<float>(14, 10), 26),
      observed("new", std::vector<float>(8, 1), 32), observed("newest", {0, 0, 0, 1, 0, 0}, 34)};
  return {Frequency::parse("MS"), std::move(series), {}, {category(std::move(names), std::move(codes))}};
}

SeriesPools pools_of(const Panel& data, std::string_view facts) {
  return {facts, SingleShard(PanelView(data, 39)), 24};
}

std::vector<std::size_t> pools_of_all(const SeriesPools& pools, const Panel& data) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < data.series_count(); ++i) all.push_back(pools.pool(PanelView(data, 39), i));
  return all;
}

TEST(SeriesPools, KnowASeriesAgeFromItsFirstSale) {
  const Panel data = panel();
  EXPECT_EQ(pools_of_all(pools_of(data, "age"), data), (std::vector<std::size_t>{3, 2, 1, 0}));
}

TEST(SeriesPools, NestTheSecondFactInTheFirst) {
  const Panel data = panel();
  const SeriesPools pools = pools_of(data, "intermittence,velocity");
  EXPECT_EQ(pools.depth(), 2U);
  EXPECT_EQ(pools.count(0), 1U);
  EXPECT_EQ(pools.count(1), 3U);
  EXPECT_EQ(pools.count(2), 12U);
  EXPECT_EQ(pools_of_all(pools, data), (std::vector<std::size_t>{3, 2, 1, 8}));
}

TEST(SeriesPools, PartTheStepsOfAForecastByTheirHeight) {
  const Panel data = panel();
  const std::vector<double> means{100, 10, 200};  // of a series that sells 100
  const auto of_steps = [&](std::string_view facts) {
    return pools_of(data, facts).pools_of_steps(PanelView(data, 39), 0, means);
  };
  EXPECT_EQ(pools_of(data, "height,age").count(2), 20U);
  EXPECT_EQ(of_steps("height,age"), (std::vector<std::size_t>{2 * 4 + 3, 3, 4 * 4 + 3}));
  EXPECT_EQ(of_steps("age,height"), (std::vector<std::size_t>{3 * 5 + 2, 3 * 5, 3 * 5 + 4}));
  EXPECT_EQ(of_steps("age"), (std::vector<std::size_t>{3, 3, 3}));
}

TEST(SeriesPools, PartTheStepsOfAForecastByTheMonthInWhichTheyFall) {
  const Panel data = panel();  // period 39 is April 1973
  EXPECT_EQ(pools_of(data, "month").pools_of_steps(PanelView(data, 39), 0, std::vector<double>(9, 1.0)),
            (std::vector<std::size_t>{4, 5, 6, 7, 8, 9, 10, 11, 0}));
}

TEST(SeriesPools, PartTheStepsOfAForecastByWhatIsPlannedForThem) {
  const auto planned = [](std::vector<float> plan) {
    const Channel promotion{"promotion", ChannelRole::kKnownFuture, {0, std::ssize(plan)}, {0}, plan, {}, {}};
    return Panel(Frequency::parse("MS"), {observed("a", std::vector<float>(4, 1), 0)}, {promotion}, {});
  };
  const Panel data = planned({0, 2, 0, 1, 2, 9, 0});
  const SeriesPools pools("promotion", SingleShard(PanelView(data, 3)), 24);
  EXPECT_EQ(pools.count(1), 4U);  // 0, 1, 2, another or none
  EXPECT_EQ(pools.pools_of_steps(PanelView(data, 3), 0, std::vector<double>(4, 1.0)),
            (std::vector<std::size_t>{2, 3, 0, 3}));
  const Panel prices = planned(std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13});
  EXPECT_THROW(SeriesPools("promotion", SingleShard(PanelView(prices, 12)), 24), ConfigError);
}

TEST(SeriesPools, FindACategoryByItsNameInOtherData) {
  const Panel learnt = panel(), asked = panel({"books", "tools", "toys"}, {2, 1, 0, -1});
  const SeriesPools pools = pools_of(learnt, "category");
  EXPECT_EQ(pools_of_all(pools, learnt), (std::vector<std::size_t>{0, 1, 2, 1}));
  EXPECT_EQ(pools_of_all(pools, asked), (std::vector<std::size_t>{0, 1, 2, 2}));
}

TEST(SeriesPools, TakeNumbersForCategoriesUnlessTheyAreTooMany) {
  std::vector<SeriesInput> series;
  for (const char* id : {"a", "b", "c", "d"}) series.push_back(observed(id, {1, 2, 3}, 37));
  const StaticColumn numbers{"department", StaticKind::kNumber, 1, {7, 2.5F, std::nanf(""), 7}, {}, {}};
  const Panel data(Frequency::parse("MS"), std::move(series), {}, {numbers});
  EXPECT_EQ(pools_of_all(pools_of(data, "department"), data), (std::vector<std::size_t>{1, 0, 2, 1}));
  std::vector<SeriesInput> many;
  StaticColumn weight{"weight", StaticKind::kNumber, 1, {}, {}, {}};
  for (int i = 0; i < 1001; ++i) {
    many.push_back(observed(std::to_string(i), {1}, 39));
    weight.numbers.push_back(static_cast<float>(i));
  }
  EXPECT_THROW(pools_of(Panel(Frequency::parse("MS"), std::move(many), {}, {weight}), "weight"), ConfigError);
}

TEST(SeriesPools, AreOneWhenNothingIsToPartThem) {
  const Panel data = panel();
  EXPECT_EQ(pools_of(data, "none").count(0), 1U);
  EXPECT_EQ(pools_of_all(pools_of(data, "none"), data), (std::vector<std::size_t>{0, 0, 0, 0}));
}

TEST(SeriesPools, RefuseAFactThatTheDataDoNotHave) {
  const Panel data = panel();
  EXPECT_THROW(pools_of(data, "age,colour"), ConfigError);
}

TEST(SeriesPools, RefuseAFactOfStepsWhereSeriesAloneAreToldApart) {
  const Panel data = panel();
  const SingleShard training(PanelView(data, 39));
  EXPECT_THROW(SeriesPools("age,month", training, 24, "seasonal_profile", FactsOf::kSeries), ConfigError);
  EXPECT_EQ(SeriesPools("age,category", training, 24, "seasonal_profile", FactsOf::kSeries).depth(), 2U);
}

}  // namespace
}  // namespace demandcast
