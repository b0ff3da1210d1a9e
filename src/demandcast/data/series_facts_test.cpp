// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/series_facts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "demandcast/data/demand_traits.h"

namespace demandcast {
namespace {

constexpr Period kFirst = 600;  // of months from 1970: January 2020
constexpr int kSeason = 12;

Panel months(std::vector<float> y, std::vector<CellState> states = {}) {
  states.resize(y.size(), CellState::kObserved);
  return {Frequency::parse("MS"), {{"a", kFirst, std::move(y), std::move(states)}}};
}

SeriesFacts facts_at(const Panel& panel, Period origin) {
  return series_facts(PanelView(panel, origin).series(0), kSeason);
}

TEST(SeriesFacts, AreThoseThatAHandComputes) {
  // nothing for two months, then 4 0 0 2 0 6: a stock-out in the last but one
  const Panel panel = months({0, 0, 4, 0, 0, 2, 1, 6},
                             {CellState::kObserved, CellState::kObserved, CellState::kObserved, CellState::kObserved,
                              CellState::kObserved, CellState::kObserved, CellState::kCensored, CellState::kObserved});
  const SeriesFacts facts = facts_at(panel, kFirst + 7);
  EXPECT_EQ(facts.age, 5);
  EXPECT_NEAR(facts.years, 5.0 / 12, 0.01);
  EXPECT_EQ(facts.history, 7);
  EXPECT_DOUBLE_EQ(facts.intermittence, 4.0 / 7);
  EXPECT_DOUBLE_EQ(facts.velocity, 12.0 / 7);
  EXPECT_DOUBLE_EQ(facts.interval, 5.0 / 3);  // 4 0 0 2 6
  EXPECT_TRUE(std::isnan(facts.seasonal_strength));
  EXPECT_EQ(facts.month, 8);
  EXPECT_EQ(facts.pattern, "intermittent");  // sizes 4 2 6: squared coefficient of variation 4 / 16
}

TEST(SeriesFacts, OfDemandCountTheRecentPeriodsAlone) {
  std::vector<float> y(60, 0);
  for (std::size_t t = 32; t < y.size(); ++t) y[t] = 3;
  const SeriesFacts facts = facts_at(months(y), kFirst + 59);
  EXPECT_EQ(facts.velocity, 3);
  EXPECT_EQ(facts.intermittence, 0);
  EXPECT_EQ(facts.age, 27);
  EXPECT_EQ(facts.history, 60);
}

TEST(SeriesFacts, DoNotSeeWhatIsStillToCome) {
  std::vector<float> y;
  for (int t = 0; t < 48; ++t) y.push_back(static_cast<float>(10 + 5 * std::sin(t) + (t % 12 == 0 ? 20 : 0)));
  std::vector<float> other = y;
  for (std::size_t t = 40; t < other.size(); ++t) other[t] = 0;
  const SeriesFacts one = facts_at(months(y), kFirst + 39), two = facts_at(months(other), kFirst + 39);
  for (const NumberFact& fact : number_facts()) EXPECT_EQ(one.*fact.value, two.*fact.value) << fact.name;
  EXPECT_EQ(one.pattern, two.pattern);
  EXPECT_GT(one.seasonal_strength, 0.2);
}

TEST(SeriesFacts, OfASeriesWithoutSalesOrWithoutRowsAreNotKnownWhereTheyCannotBe) {
  const SeriesFacts unsold = facts_at(months({0, 0, 0}), kFirst + 2), later = facts_at(months({5}), kFirst - 3);
  EXPECT_EQ(unsold.age, 0);
  EXPECT_EQ(unsold.intermittence, 1);
  EXPECT_EQ(unsold.velocity, 0);
  EXPECT_TRUE(std::isnan(unsold.interval));
  EXPECT_EQ(unsold.pattern, "no sales");
  EXPECT_EQ(later.history, 0);
  EXPECT_TRUE(std::isnan(later.intermittence));
}

TEST(SeriesFacts, HaveNoMonthWherePeriodsAreIntegers) {
  const Panel panel(Frequency::parse("1"), {{"a", 0, {1, 2}, {2, CellState::kObserved}}});
  EXPECT_TRUE(std::isnan(series_facts(PanelView(panel, 1).series(0), 1).month));
}

}  // namespace
}  // namespace demandcast
