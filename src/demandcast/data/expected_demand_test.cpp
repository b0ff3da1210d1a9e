// Demand behind empty shelves: the formula by hand, and sums found again where sales are short.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/expected_demand.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

constexpr int kPeriods = 400;

/// Demand of mean 20 that sells out wherever it reaches the stock of the period.
struct SoldOut {
  std::vector<float> demand, sales, fraction;
  std::vector<CellState> states;

  explicit SoldOut(std::uint64_t seed) {
    RandomStream random(seed, 1);
    for (int t = 0; t < kPeriods; ++t) {
      const auto wanted = static_cast<float>(random.negative_binomial(20, 0.1));
      const float stock = std::floor(14 + 20 * static_cast<float>(random.uniform()));
      demand.push_back(wanted);
      sales.push_back(std::min(wanted, stock));
      fraction.push_back(wanted > stock ? stock / wanted : 1);
      states.push_back(wanted > stock ? CellState::kCensored : CellState::kObserved);
    }
  }
};

std::vector<double> history_of(SeriesInput input) {
  const auto last = static_cast<Period>(input.target.size()) - 1;
  const Panel panel(Frequency::parse("W-SUN"), {std::move(input)});
  return expected_history(SeriesView(panel, 0, last));
}

double sum(const auto& values) {
  double total = 0;
  for (const auto value : values) total += static_cast<double>(value);
  return total;
}

TEST(ExpectedDemand, OfAPeriodHalfOnSaleFollowsTheFormula) {
  const auto observed = CellState::kObserved, censored = CellState::kCensored;
  const auto history = history_of({"A", 0, {4, 3, 4}, {observed, censored, observed}, {1, 0.5F, 1}});
  const double mean = 11 / 2.5, level = (mean + 2 * 0.85 * 4) / (1 + 2 * 0.85), s = 1;
  EXPECT_NEAR(history[1], 3 + 0.5 * (s + 3) / (s / level + 0.5), 1e-12);
  EXPECT_EQ(history[0], 4);
}

TEST(ExpectedDemand, IsUnknownWhereNothingCouldBeBought) {
  const auto observed = CellState::kObserved, censored = CellState::kCensored;
  const auto history = history_of({"A", 0, {4, 0, 4}, {observed, censored, observed}, {1, 0, 1}});
  EXPECT_TRUE(std::isnan(history[1]));
}

TEST(ExpectedDemand, AddsUpToTheTrueDemandWhereTheFractionOnSaleIsKnown) {
  const SoldOut data(3);
  const double truth = sum(data.demand);
  EXPECT_LT(sum(data.sales), 0.9 * truth);
  EXPECT_NEAR(sum(history_of({"A", 0, data.sales, data.states, data.fraction})) / truth, 1, 0.01);
}

TEST(ExpectedDemand, AddsUpToTheTrueDemandWhereOnlyTheBoundIsKnown) {
  const SoldOut data(4);
  EXPECT_NEAR(sum(history_of({"A", 0, data.sales, data.states})) / sum(data.demand), 1, 0.03);
}

TEST(ExpectedDemand, IsNeverBelowSalesAndDoesNotSeeWhatComesAfter) {
  const SoldOut data(5);
  const Panel panel(Frequency::parse("W-SUN"), {{"A", 0, data.sales, data.states}});
  auto changed = data.sales;
  for (std::size_t t = 200; t < changed.size(); ++t) changed[t] *= 7;
  const Panel other(Frequency::parse("W-SUN"), {{"A", 0, changed, data.states}});
  const auto history = expected_history(SeriesView(panel, 0, 199));
  EXPECT_EQ(history, expected_history(SeriesView(other, 0, 199)));
  for (std::size_t t = 0; t < history.size(); ++t) EXPECT_GE(history[t], static_cast<double>(data.sales[t])) << t;
}

TEST(ExpectedDemand, IsTheObservedHistoryWhereNothingIsCensored) {
  const auto history = history_of({"A", 0, {4, 3}, {CellState::kObserved, CellState::kMissing}});
  EXPECT_EQ(history[0], 4);
  EXPECT_TRUE(std::isnan(history[1]));
}

}  // namespace
}  // namespace demandcast
